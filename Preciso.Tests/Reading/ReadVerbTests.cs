using System.Text;
using System.Text.Json;
using Preciso.Silo.Documents;
using Preciso.Silo.Operations;

namespace Preciso.Tests.Reading;

/// <summary><c>preciso read FILE</c>: the model of a file for people who look for the reason of something.</summary>
public sealed class ReadVerbTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("preciso-read-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_table_is_a_grid_of_cells_with_boxes_and_its_numbers_are_facts()
    {
        var model = await Read("매출.csv", "구분,2024년,2025년\n매출액,100,120\n영업이익,,15\n"u8.ToArray());

        var page = Assert.Single(model.GetProperty("pages").EnumerateArray());
        var grid = Assert.Single(page.GetProperty("tables").EnumerateArray()).GetProperty("grid");
        Assert.Equal("120", grid[1][2].GetProperty("text").GetString());
        Assert.Equal(4, grid[1][2].GetProperty("box").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, grid[2][1].ValueKind);
        Assert.Contains("영업이익", page.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("structure", Assert.Single(page.GetProperty("attempts").EnumerateArray()).GetProperty("method").GetString());
        Assert.Contains(model.GetProperty("facts").EnumerateArray(), fact => fact.GetProperty("printed").GetString() == "15");
        Assert.NotEmpty(model.GetProperty("passages").EnumerateArray());
    }

    [Fact]
    public async Task A_receipt_is_known_as_one_and_checked_by_the_rules_that_need_no_other_document()
    {
        var model = await Read("영수증.png", ReadingWorld.Sample("영수증-한빛문구.png"));

        Assert.Equal("receipt", model.GetProperty("type").GetString());
        Assert.InRange(model.GetProperty("type_confidence").GetDouble(), 0.1, 1);
        Assert.NotEmpty(model.GetProperty("fields").EnumerateArray());
        Assert.DoesNotContain(model.GetProperty("checks").EnumerateArray(), check => check.GetProperty("rule").GetString() == "unique");
    }

    [Fact]
    public async Task A_type_that_was_chosen_is_certain()
    {
        var model = await Read("note.txt", "합계 1,000원"u8.ToArray(), "--type", "receipt");

        Assert.Equal(
            ("receipt", 1), (model.GetProperty("type").GetString(), model.GetProperty("type_confidence").GetDouble()));
    }

    [Fact]
    public async Task What_cannot_be_read_is_one_sentence()
    {
        var damaged = await Assert.ThrowsAsync<StartException>(() => Read("a.pdf", "%PDF-1.7 and no more"u8.ToArray()));
        var missing = await Assert.ThrowsAsync<StartException>(() => ReadVerb.Run(["/nowhere/a.pdf"], TextWriter.Null));
        var unknown = await Assert.ThrowsAsync<StartException>(() => Read("a.txt", "a"u8.ToArray(), "--type", "poem"));

        Assert.Contains("(pdf_damaged)", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("/nowhere/a.pdf", missing.Message, StringComparison.Ordinal);
        Assert.Contains("poem", unknown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StartException>(() => ReadVerb.Run([], TextWriter.Null));
        await Assert.ThrowsAsync<ProblemException>(() => Read("empty.txt", []));
    }

    private async Task<JsonElement> Read(string name, byte[] content, params string[] settings)
    {
        var path = Path.Combine(_folder.FullName, name);
        await File.WriteAllBytesAsync(path, content, TestContext.Current.CancellationToken);
        var said = new StringBuilder();
        await using var output = new StringWriter(said);
        await ReadVerb.Run([path, .. settings], output);
        return JsonDocument.Parse(said.ToString()).RootElement;
    }
}
