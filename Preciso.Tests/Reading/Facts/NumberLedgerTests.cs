using System.Globalization;
using Preciso.Documents;
using Preciso.Reading.Facts;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Tests.Reading.Facts;

public sealed class NumberLedgerTests
{
    [Fact]
    public void Each_number_stands_in_a_fact_in_a_cell_or_in_running_text()
    {
        var page = new GridPage().Line("In 2018 we opened 3 halls.").Table("| =2018\nNote 7 cash | 1,234");

        var ledger = Ledger(page.Read());

        Assert.Equal((5, 1, 2, 2), (ledger.Numbers, ledger.InFacts, ledger.InCells, ledger.InText));
        Assert.Empty(ledger.Lost);
    }

    [Fact]
    public void A_number_in_the_area_of_a_cell_that_does_not_say_it_is_lost()
    {
        var page = new GridPage().Table("| =2018\nCash | 1,234").Read();
        var table = page.Tables[0];

        var cells = table.Cells.Select(cell => cell.Text == "1,234" ? cell with { Text = "1,284" } : cell);
        var ledger = Ledger(page with { Tables = [table with { Cells = [.. cells] }] });

        Assert.Equal(("1,234", "not_in_cell"), (Assert.Single(ledger.Lost).Printed, ledger.Lost[0].Reason));
    }

    [Fact]
    public void A_number_that_the_cell_joins_from_its_parts_is_not_lost()
    {
        var page = new GridPage().Table("| =2018\nCash | 1, 234").Read();
        var table = page.Tables[0];

        var cells = table.Cells.Select(cell => cell.Text == "1, 234" ? cell with { Text = "1,234" } : cell);
        var ledger = Ledger(page with { Tables = [table with { Cells = [.. cells] }] });

        Assert.Empty(ledger.Lost);
    }

    [Fact]
    public void What_was_dropped_on_the_way_and_what_nobody_can_read_is_lost_and_makes_no_fact()
    {
        var page = new GridPage().Table("| =2018\nCash | 1,234").Read() with { Dropped = ["77.5"] };

        var facts = new FactReader("").Read(page with { Blocks = [.. page.Blocks.Select(Blur)] });

        Assert.Empty(facts.Facts);
        Assert.Equal(["1,234 unreadable", "77.5 dropped"], facts.Ledger.Lost.Select(lost => $"{lost.Printed} {lost.Reason}"));
        Assert.Equal(3, facts.Ledger.Numbers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_account_of_random_pages_always_balances(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
        {
            var page = RandomPage(random);

            var facts = new FactReader("").Read(page);

            var tokens = page.Blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words)
                .Sum(word => NumberTokens.Find(word.Text).Count());
            Assert.Equal(tokens + page.Dropped.Count, facts.Ledger.Numbers);
            Assert.Equal(facts.Ledger.Numbers, facts.Ledger.InFacts + facts.Ledger.InCells + facts.Ledger.InText + facts.Ledger.Lost.Count);
            var printed =
                string.Join(' ', page.Tables.SelectMany(table => table.Cells).Select(cell => cell.Text)) + page.Blocks[0].Lines[0].Text;
            Assert.All(facts.Facts, fact => Assert.Contains(fact.Printed, printed, StringComparison.Ordinal));
        }
    }

    /// <summary>Tables of whatever, with cells moved, changed and laid over each other.</summary>
    private static PageReading RandomPage(Random random)
    {
        var grid = string.Join(
            '\n', Enumerable.Range(0, random.Next(1, 7)).Select(_ => string.Join('|', Enumerable.Range(0, 4).Select(_ => Text(random)))));
        var page = new GridPage().Line($"{Text(random)} {Text(random)}").Table("x|y\n" + grid).Read() with
        {
            Dropped = [.. Enumerable.Repeat("5", random.Next(3))],
        };
        var table = page.Tables[0];
        var cells = table.Cells.Select(cell => random.Next(6) switch
        {
            0 => cell with { Text = Text(random) },
            1 => cell with { Box = table.Box },
            2 => cell with { RowSpan = random.Next(1, 4), ColumnSpan = random.Next(1, 4) },
            3 => cell with { IsHeader = true },
            _ => cell,
        });
        return page with
        {
            Tables = [table with { Cells = [.. cells] }],
            Blocks = [.. page.Blocks.Select(block => random.Next(8) == 0 ? Blur(block) : block)],
        };
    }

    private static string Text(Random random) => random.Next(9) switch
    {
        0 => "",
        1 => "2018",
        2 => "—",
        3 => "Total",
        4 => "매출액 2024년 3분기",
        5 => $"({random.Next(9_999).ToString("N0", CultureInfo.InvariantCulture)})",
        6 => $"$ {random.Next(99)}.5 7%",
        7 => "1,,2 .5. 3억 20만원",
        _ => random.Next(99_999).ToString("N0", CultureInfo.InvariantCulture),
    };

    private static TextBlock Blur(TextBlock block) =>
        block with { Lines = [.. block.Lines.Select(line => new TextLine([.. line.Words.Select(Blur)]))] };

    private static Word Blur(Word word) => word.Text.Contains(',', StringComparison.Ordinal) ? word with { Confidence = 0.2 } : word;

    private static NumberLedger Ledger(PageReading page) => new FactReader("").Read(page).Ledger;
}
