using Preciso.Documents;
using Preciso.Web.Documents;

namespace Preciso.Tests.Web;

/// <summary>What differs between two pages and between two documents' fields, and where tables stand in a page's text.</summary>
public sealed class CompareTests
{
    [Fact]
    public void Lines_of_one_page_only_are_told_with_their_places()
    {
        var difference = TextDifference.Between(Page("same", "old", "end"), Page("same", "end", "new"));

        Assert.Equal(
            [(TextChangeKind.Same, "same"), (TextChangeKind.Removed, "old"), (TextChangeKind.Same, "end"), (TextChangeKind.Added, "new")],
            difference.Lines.Select(line => (line.Kind, line.Text)));
        Assert.Equal([Line(1)], difference.Removed);
        Assert.Equal([Line(2)], difference.Added);
    }

    [Fact]
    public void A_page_that_only_one_has_differs_in_all_lines()
    {
        var difference = TextDifference.Between(null, Page("a", "b"));

        Assert.Equal([TextChangeKind.Added, TextChangeKind.Added], difference.Lines.Select(line => line.Kind));
        Assert.Equal(2, difference.Added.Count);
    }

    [Fact]
    public void The_same_page_does_not_differ() =>
        Assert.True(TextDifference.Between(Page("a", "b"), Page("a", "b")).IsNothing);

    [Fact]
    public void Fields_that_differ_come_first_and_printing_alone_is_no_difference()
    {
        var rows = ComparedField.Rows(
            Fields(("date", "2025-01-01", "2025-01-01"), ("total", "1,000", "1000"), ("buyer", "A", null)),
            Fields(("date", "1 January 2025", "2025-01-01"), ("total", "1,200", "1200")));

        Assert.Equal([("total", true), ("buyer", true), ("date", false)], rows.Select(row => (row.Label, row.Differs)));
    }

    [Fact]
    public void A_table_stands_in_the_place_of_its_lines()
    {
        var page = Page("before", "cell", "cell", "after");
        var table = new DocumentTable(1, ReadingMethod.TextLayer, new PageTable(0, new Box(0, 10, 100, 30), 2, 1, [], 1));

        var parts = PagePart.InOrder(page, [table]);

        Assert.Equal(["before", "table", "after"], parts.Select(part => part.Table is null ? part.Block!.Lines[0].Text : "table"));
    }

    private static PageReading Page(params string[] lines) => new(
        1, 100, 100, ReadingMethod.TextLayer, 1,
        [.. lines.Select((text, at) => new TextBlock([new TextLine([new Word(text, Line(at))])]))], []);

    private static Box Line(int at) => new(0, at * 10, 50, (at * 10) + 8);

    private static DocumentFields Fields(params (string Name, string Printed, string? Value)[] fields) => new(
        null, null, [],
        [.. fields.Select(field => new DocumentField(
            field.Name, FieldType.Text, field.Printed, field.Value, 1, default, field.Printed, ReadingMethod.TextLayer, 1))],
        []);
}
