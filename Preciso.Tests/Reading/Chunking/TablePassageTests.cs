using System.Globalization;
using System.Text;
using Preciso.Documents;
using Preciso.Reading.Chunking;

namespace Preciso.Tests.Reading.Chunking;

/// <summary>Issue 12: passages of long, wide and continued tables had neither title nor heads.</summary>
public sealed class TablePassageTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Each_part_of_a_long_table_stands_under_its_title_unit_and_heads()
    {
        var rows = string.Concat(Enumerable.Range(1, 200).Select(i => $"<tr><td>Site {i}</td><td>{i * 7}</td><td>{i * 5}</td></tr>"));
        var passages = await Cut(
            $"<h1>Report</h1><table><caption>Output by site (KRW million)</caption><tr><th>Site<th>Good<th>Bad</tr>{rows}</table>",
            "a.html");

        Assert.True(passages.Count > 3);
        Assert.All(passages.Skip(1), passage =>
        {
            Assert.Contains("Output by site", passage.Heading, StringComparison.Ordinal);
            Assert.Contains("KRW million", passage.Heading, StringComparison.Ordinal);
            Assert.Contains("Site Good Bad", passage.Heading, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_wide_table_is_cut_into_strips_of_columns_with_their_heads_and_their_labels()
    {
        var heads = Enumerable.Range(0, 400).Select(i => $"{2000 + (i / 12)}-{1 + (i % 12):00}").ToList();
        string[] sites = ["Ulsan", "Busan"];
        string Row(string site, int first) =>
            site + "," + string.Join(',', heads.Select((_, i) => (first + i).ToString(CultureInfo.InvariantCulture))) + "\n";
        var csv = "Site," + string.Join(',', heads) + "\n" + string.Concat(sites.Select((site, row) => Row(site, 5_000 + (1_000 * row))));

        var passages = await Cut(csv, "a.csv");

        foreach (var (head, i) in heads.Select((head, i) => (head, i)))
        {
            var passage = Assert.Single(passages, passage => passage.Text.Split([' ', '\n']).Contains($"{5_000 + i}"));
            var lines = passage.Text.Split('\n').Select(line => line.Split(' ')).ToList();
            var place = Array.IndexOf(lines[0], head);
            Assert.Equal(["Site", "Ulsan", "Busan"], lines.Select(line => line[0]));
            Assert.Equal([$"{5_000 + i}", $"{6_000 + i}"], lines.Skip(1).Select(line => line[place]));
        }
    }

    [Fact]
    public async Task Tables_of_different_bases_share_no_passage()
    {
        const string Table = "<table><tr><th>과목<th>2024</tr><tr><td>매출액<td>{0}</tr></table>";
        var passages = await Cut(
            $"<h2>연결 손익계산서</h2>{string.Format(null, Table, "30,680")}<h2>별도 손익계산서</h2>{string.Format(null, Table, "15,340")}", "a.html");

        var separate = Assert.Single(passages, passage => passage.Text.Contains("15,340", StringComparison.Ordinal));
        Assert.DoesNotContain("30,680", separate.Text, StringComparison.Ordinal);
        Assert.Contains("별도", separate.Heading + separate.Text, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<NewPassage>> Cut(string text, string name)
    {
        var chunker = new Chunker();
        return [.. (await _world.Read(Encoding.UTF8.GetBytes(text), name)).SelectMany(chunker.Cut)];
    }
}
