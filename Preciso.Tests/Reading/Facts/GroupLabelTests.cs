using System.Text;
using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading.Facts;

/// <summary>Issue 12: a label that stands once for several rows was lost for the others.</summary>
public sealed class GroupLabelTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task What_is_left_out_under_a_label_is_the_label_above()
    {
        const string Csv = """
            Region,Product,2024
            Asia,Pumps,"1,240"
            ,Valves,860
            Europe,Pumps,990
            ,Valves,640
            Total,,"3,730"
            ,Unallocated,5
            """;
        var html = "<table>" + string.Concat(Csv.Replace("\"1,240\"", "1240").Replace("\"3,730\"", "3730").Split('\n').Select(
            row => "<tr>" + string.Concat(row.Trim().Split(',').Select(cell => $"<td>{cell}</td>")) + "</tr>")) + "</table>";

        string[] expected = ["Asia Pumps", "Asia Valves", "Europe Pumps", "Europe Valves", "Total", "Unallocated"];
        Assert.Equal(expected, await Metrics(Csv, "a.csv"));
        Assert.Equal(expected, await Metrics(html, "a.html"));
    }

    [Fact]
    public async Task A_cell_over_several_rows_labels_each_of_them()
    {
        var metrics = await Metrics(
            "<table><tr><th>지역<th>품목<th>2024</tr><tr><td rowspan=2>아시아<td>펌프<td>1,240</tr><tr><td>밸브<td>860</tr></table>", "a.html");

        Assert.Equal(["아시아 펌프", "아시아 밸브"], metrics);
    }

    [Fact]
    public async Task Labels_that_come_back_stand_under_the_row_over_them()
    {
        var metrics = await Metrics(
            "Item,2024\nAsia,2100\nPumps,1240\nValves,860\nEurope,1630\nPumps,990\nValves,640\nTotal,3730\n", "a.csv");

        Assert.Equal(
            ["Asia", "Asia: Pumps", "Asia: Valves", "Europe", "Europe: Pumps", "Europe: Valves", "Total"], metrics);
    }

    [Fact]
    public async Task A_label_that_comes_back_alone_is_put_under_nothing() => Assert.Equal(
        ["Interest", "Other", "Tax", "Other"], await Metrics("Item,2024\nInterest,12\nOther,5\nTax,7\nOther,3\n", "a.csv"));

    private async Task<IEnumerable<string>> Metrics(string text, string name)
    {
        List<PageReading> pages = await _world.Read(Encoding.UTF8.GetBytes(text), name);
        return new FactReader(name).Read(pages[0]).Facts.Select(fact => fact.Metric);
    }
}
