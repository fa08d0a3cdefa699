using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading.Facts;

/// <summary>Issue 12: two tables with the same labels and another basis were not told apart.</summary>
public sealed class BasisTests
{
    [Theory]
    [InlineData("연결 포괄손익계산서", "별도 포괄손익계산서", "consolidated", "separate")]
    [InlineData("Consolidated income statement", "Separate income statement", "consolidated", "separate")]
    [InlineData("Consolidated balance sheet", "Parent company only balance sheet", "consolidated", "separate")]
    [InlineData("2024년 예산", "2024년 실적", "budget", "actual")]
    [InlineData("Budget by department", "Forecast by department", "budget", "forecast")]
    [InlineData("2023 results (restated)", "2023 results (as previously reported)", "restated", "as_reported")]
    [InlineData("세전 수익", "세후 수익", "before_tax", "after_tax")]
    [InlineData("연결재무상태표", "재무상태표", "consolidated", null)]
    public void Headings_say_the_basis_of_the_tables_under_them(string one, string other, string first, string? second)
    {
        const string Table = "| =2024\n매출액 | 30,680";
        var page = new GridPage().Line(one).Line("(단위: 백만원)").Table(Table).Line(other).Line("(단위: 백만원)").Table(Table).Read();

        Assert.Equal([first, second], Facts(page).Select(fact => fact.Basis));
    }

    [Theory]
    [InlineData("연결", "별도", "consolidated", "separate")]
    [InlineData("Group", "Company", "consolidated", "separate")]
    [InlineData("예산", "실적", "budget", "actual")]
    [InlineData("Budget", "Actual", "budget", "actual")]
    [InlineData("Plan", "Forecast", "plan", "forecast")]
    [InlineData("2024A", "2025E", "actual", "forecast")]
    [InlineData("2023 (restated)", "2023 as previously reported", "restated", "as_reported")]
    [InlineData("GAAP", "Adjusted", null, "adjusted")]
    public void Heads_of_columns_say_it_too(string one, string other, string? first, string second)
    {
        var facts = Facts(new GridPage().Table($"| ={one} | ={other}\nSales | 10 | 20").Read());

        Assert.Equal([first, second], facts.Select(fact => fact.Basis));
    }

    [Fact]
    public void A_sheet_a_file_and_a_line_between_the_rows_say_it_where_nothing_nearer_does()
    {
        const string Table = "| =2024\nSales | 10";
        var sheet = new GridPage().Table(Table).Read() with { Name = "별도" };
        var rows = new GridPage().Table("| =2024\n연결\nSales | 10\nTotal | 10\n별도\nSales | 8\nTotal | 8");

        Assert.Equal("separate", Facts(sheet)[0].Basis);
        Assert.Equal("budget", new FactReader("Budget 2025.xlsx").Read(new GridPage().Table(Table).Read()).Facts[0].Basis);
        Assert.Equal(["consolidated", "consolidated", "separate", "separate"], Facts(rows.Read()).Select(fact => fact.Basis));
    }

    [Fact]
    public void A_basis_goes_on_over_the_page()
    {
        var reader = new FactReader("");
        reader.Read(new GridPage().Line("연결재무제표").Table("| =2024\nSales | 10").Read());

        Assert.Equal("consolidated", reader.Read(new GridPage().Table("| =2024\nCosts | 8").Read(page: 2)).Facts[0].Basis);
    }

    [Fact]
    public void What_is_planned_is_so_under_its_own_heading_only()
    {
        const string Table = "| =2024\nSales | 10";
        var page = new GridPage().Line("2025 Outlook").Line("By region").Table(Table).Line("Results of operations").Table(Table).Read();

        Assert.Equal(["forecast", null], Facts(page).Select(fact => fact.Basis));
    }

    [Theory]
    [InlineData("연결대상 종속기업")]
    [InlineData("예산 대비 실적")]
    [InlineData("Pension plan assets")]
    [InlineData("별도로 표시하지 않은 한 백만원")]
    [InlineData("Consolidated subsidiaries")]
    public void What_only_speaks_of_a_basis_says_none(string title) =>
        Assert.Null(Facts(new GridPage().Line(title).Table("| =2024\nSales | 10").Read())[0].Basis);

    [Fact]
    public void Three_months_and_the_months_so_far_are_two_periods()
    {
        var page = new GridPage().Table("| =2024년 3분기 | < | =2024 YTD | =9M 2024\n| =3개월 | =누적 | |\n매출액 | 1 | 2 | 3 | 4").Read();

        Assert.Equal(["2024-Q3", "2024-9M", "2024-YTD", "2024-9M"], Facts(page).Select(fact => fact.Period?.Key));
    }

    [Fact]
    public void A_table_under_a_part_of_the_whole_is_of_that_part()
    {
        var page = new GridPage().Line("Retail segment").Table("| =2024\nSales | 10").Line("반도체 부문 손익").Table("| =2024\nSales | 20").Read();

        Assert.Equal(["Retail", "반도체"], Facts(page).Select(fact => fact.Segment));
    }

    [Fact]
    public void Namesakes_of_two_tables_are_told_apart_by_what_these_stand_under()
    {
        var page = new GridPage().Line("Seoul office").Table("| =2024\nRent | 10").Line("Busan office").Table("| =2024\nRent | 20")
            .Line("Summary").Table("| =2024\nRent | 10").Read();

        Assert.Equal([null, "Busan office", null], Facts(page).Select(fact => fact.Segment));
    }

    private static IReadOnlyList<Fact> Facts(PageReading page) => new FactReader("").Read(page).Facts;
}
