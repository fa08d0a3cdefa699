using System.Globalization;
using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts;
using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

/// <summary>Tables of a PDF whose cells do not stand one to a line: marks, labels over lines or rows, sideways, continued.</summary>
public sealed class PdfTableTests : IAsyncDisposable
{
    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_raised_mark_is_no_digit_of_its_number_and_no_part_of_its_label()
    {
        var page = await Read(
            At(72, 760, "Income statement (in thousands of USD)") + Row(740, "", "2024", "2023")
            + At(72, 720, "Revenue") + At(118, 724, "1)", 6) + At(300, 720, "5,240,000") + At(352, 724, "2", 6)
            + At(420, 720, "4,870,000")
            + At(72, 700, "Operating profit") + At(300, 700, "612") + At(320.5, 704, "3", 6) + At(420, 700, "598")
            + "BT /F1 12 Tf 72 680 Td (Equity) Tj 5 Ts (4) Tj ET " + At(300, 680, "910") + At(420, 680, "880")
            + At(72, 660, "Floor space in m") + At(158.5, 664, "2", 6) + At(300, 660, "7,100") + At(420, 660, "6,900")
            + At(72, 620, "1) Net of returns. 2) Restated."));
        var facts = Facts(page);

        Assert.Equal(
            ["5240000", "612", "910", "7100"], facts.Where(fact => fact.Period?.Key == "FY2024").Select(fact => Plain(fact.Value)));
        Assert.Equal(
            ["Revenue", "Operating profit", "Equity", "Floor space in m²"],
            page.Tables[0].Cells.Where(cell => cell is { Column: 0, Row: > 0 }).Select(cell => cell.Text));
        Assert.Contains("¹⁾", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cents_and_fractions_are_no_marks()
    {
        var page = await Read(
            At(72, 760, "The price of one bottle is $12") + At(237.5, 764, "99", 6) + At(72, 740, "and half of it is left over"));

        Assert.Contains(page.Words(), word => word.Text == "99");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_label_that_stands_once_for_three_rows_names_them_all(int at)
    {
        string[] products = ["Pumps", "Valves", "Seals"];
        var drawn = Row(740, "Region", "Product", "2024", "2023");
        for (var i = 0; i < 6; i++)
        {
            drawn += Row(720 - (16 * i), i % 3 == at ? (i < 3 ? "Asia" : "Europe") : "", products[i % 3], $"{310 + i}", $"{290 + i}");
        }

        var facts = Facts(await Read(At(72, 760, "Sales by region (in USD)") + drawn + Row(720 - (16 * 6), "Total", "", "1,875", "1,755")));

        foreach (var (fact, i) in facts.Where(fact => fact.Period?.Key == "FY2024").Take(6).Select((fact, i) => (fact, i)))
        {
            Assert.Contains(i < 3 ? "Asia" : "Europe", fact.Metric, StringComparison.Ordinal);
            Assert.Contains(products[i % 3], fact.Metric, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(facts, fact => fact.Printed == "1,875" && fact.Metric.Contains("Europe", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_label_of_three_lines_is_one_whichever_line_its_figures_stand_on(int line)
    {
        var figures = 700 - (12 * line);
        var drawn = At(72, 720, "Name") + At(300, 720, "Shares") + At(420, 720, "Votes")
            + At(72, 700, "Hanil Investment Partners") + At(72, 688, "(special purpose company") + At(72, 676, "for employees)")
            + At(300, figures, "1,204,500") + At(420, figures, "98,100")
            + At(72, 656, "National Pension") + At(300, 656, "812,300") + At(420, 656, "61,000")
            + At(72, 636, "Others, among them foreign") + At(72, 624, "institutions") + At(300, 630, "2,983,200") + At(420, 630, "70,400");

        var facts = Facts(await Read(drawn));

        Assert.Contains(
            "Hanil Investment Partners (special purpose company for employees)",
            facts.First(fact => fact.Printed == "1,204,500").Metric, StringComparison.Ordinal);
        Assert.Contains("National Pension", facts.First(fact => fact.Printed == "812,300").Metric, StringComparison.Ordinal);
        Assert.Contains("institutions", facts.First(fact => fact.Printed == "2,983,200").Metric, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 1 -1 0", 200, 150, 18, 1)]
    [InlineData("0 -1 1 0", 400, 700, -18, -1)]
    public async Task A_table_that_is_printed_sideways_is_read_as_it_stands_when_the_page_is_turned(
        string matrix, double x, double y, double down, double across)
    {
        string[][] rows = [["(in thousands of USD)", "2024", "2023"], ["Revenue", "18,640", "17,210"],
            ["Cost of sales", "(11,305)", "(10,922)"], ["Gross profit", "7,335", "6,288"]];
        var drawn = At(72, 780, "Annex B to the report");
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                var away = column == 0 ? 0 : 150 + (80 * column);
                drawn += FormattableString.Invariant(
                    $"BT /F1 10 Tf {matrix} {x + (row * down)} {y + (away * across)} Tm ({Escape(rows[row][column])}) Tj ET ");
            }
        }

        var page = await Read(drawn);
        var facts = Facts(page);

        Assert.Equal(18_640_000m, facts.First(fact => fact is { Metric: "Revenue", Period.Key: "FY2024" }).Amount);
        Assert.Equal(-10_922_000m, facts.First(fact => fact is { Metric: "Cost of sales", Period.Key: "FY2023" }).Amount);
        Assert.Contains(
            new Chunker().Cut(page), passage => passage.Text.Contains("Cost of sales (11,305) (10,922)", StringComparison.Ordinal));
        Assert.Contains("Annex B to the report", page.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_goes_on_over_the_page_keeps_its_title_and_heads_in_passages()
    {
        var pages = await _world.Read(Pdf.Drawn(
            At(72, 740, "Expenses by department (in thousands of USD)") + Row(710, "Department", "2024", "2023")
                + Row(694, "Research", "1,310", "1,205") + Row(678, "Sales", "2,240", "2,110")
                + Row(662, "Logistics", "1,780", "1,655") + At(72, 30, "Page 1 of 2 - Confidential", 8),
            Row(740, "Administration", "640", "615") + Row(724, "Facilities", "415", "402") + Row(708, "Total", "6,385", "5,987")
                + At(72, 30, "Page 2 of 2 - Confidential", 8)));
        var chunker = new Chunker();
        chunker.Cut(pages[0]);

        var passage = Assert.Single(chunker.Cut(pages[1]));

        Assert.Contains("Expenses by department (in thousands of USD)", passage.Heading, StringComparison.Ordinal);
        Assert.Contains("2024 2023", passage.Heading, StringComparison.Ordinal);
        Assert.Contains("Facilities 415 402", passage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Frames_alone_make_a_table_of_words_and_a_small_one()
    {
        var page = await Read(
            At(72, 790, "Members and what they do")
            + Frames([72, 200, 420], [760, 740, 706, 686], ["Name", "Task"], ["Ms Kim", "Leads the review of all|contracts in the region"],
                ["Mr Lee", "Keeps the minutes"])
            + At(72, 650, "The fee is due at the end of each month and is taken from the account.")
            + Frames([72, 200, 420], [620, 600, 580], ["Rate", "Fee"], ["4.1%", "12,000"]));

        Assert.Equal([(3, 2), (2, 2)], page.Tables.Select(table => (table.Rows, table.Columns)));
        Assert.Equal(
            ["Name", "Task", "Ms Kim", "Leads the review of all contracts in the region", "Mr Lee", "Keeps the minutes"],
            page.Tables[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["Rate", "Fee", "4.1%", "12,000"], page.Tables[1].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public async Task Frames_around_several_rows_do_not_hide_that_they_are_rows()
    {
        var page = await Read(Frames(
            [72, 200, 320, 420], [760, 740, 680], ["(in USD)", "2024", "2023"],
            ["Revenue|Cost|Profit", "5,240|1,100|4,140", "4,870|800|4,070"]));

        Assert.Equal(["5,240", "1,100", "4,140"], Facts(page).Where(fact => fact.Period?.Key == "FY2024").Select(fact => fact.Printed));
    }

    private static string Frames(double[] xs, double[] ys, params string[][] rows)
    {
        var rules = string.Concat(ys.Select(y => Rule(xs[0], y, xs[^1], y)).Concat(xs.Select(x => Rule(x, ys[0], x, ys[^1]))));
        return "0.6 w " + rules + string.Concat(rows.SelectMany((row, r) => row.SelectMany((cell, c) =>
            cell.Split('|').Select((line, i) => At(xs[c] + 4, ys[r] - 14 - (13 * i), line)))));

        static string Rule(double x0, double y0, double x1, double y1) => FormattableString.Invariant($"{x0} {y0} m {x1} {y1} l S ");
    }

    private async Task<PageReading> Read(string drawn) => Assert.Single(await _world.Read(Pdf.Drawn(drawn)));

    private static IReadOnlyList<Fact> Facts(PageReading page) => new FactReader("table.pdf").Read(page).Facts;

    private static string Plain(decimal? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Cells at the places of their columns: labels from the left, figures further right.</summary>
    private static string Row(double y, params string[] cells) =>
        string.Concat(cells.Select((cell, i) =>
            cell.Length == 0 ? "" : At(i == 0 ? 72 : 300 - (cells.Length > 3 ? 120 : 0) + (120 * (i - 1)), y, cell)));

    private static string At(double x, double y, string text, double size = 12) =>
        FormattableString.Invariant($"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({Escape(text)}) Tj ET ");

    private static string Escape(string text) =>
        text.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
