using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading.Facts;

/// <summary>How the head of a column names the period of the numbers beneath it.</summary>
public sealed class PeriodTests
{
    [Theory]
    [InlineData("2018", "FY2018", null, null)]
    [InlineData("FY2018", "FY2018", null, null)]
    [InlineData("Fiscal 2018", "FY2018", null, null)]
    [InlineData("2018년", "FY2018", null, null)]
    [InlineData("Year Ended December 31, 2018", "FY2018", "2018-01-01", "2018-12-31")]
    [InlineData("Fiscal Years Ended September 30, 2018", "FY2018", "2017-10-01", "2018-09-30")]
    [InlineData("52 weeks ended January 1, 2023", "FY2022", null, "2023-01-01")]
    [InlineData("Three Months Ended June 30, 2022", "2022-Q2", "2022-04-01", "2022-06-30")]
    [InlineData("Six months ended June 30, 2022", "2022-H1", "2022-01-01", "2022-06-30")]
    [InlineData("Nine Months Ended September 30, 2022", "2022-9M", "2022-01-01", "2022-09-30")]
    [InlineData("Six Months Ended March 31, 2022", "2021-10-01/2022-03-31", "2021-10-01", "2022-03-31")]
    [InlineData("Q3 2024", "2024-Q3", "2024-07-01", "2024-09-30")]
    [InlineData("3Q24", "2024-Q3", "2024-07-01", "2024-09-30")]
    [InlineData("Third Quarter 2024", "2024-Q3", "2024-07-01", "2024-09-30")]
    [InlineData("2024년 3분기", "2024-Q3", "2024-07-01", "2024-09-30")]
    [InlineData("2024년 3분기 누적", "2024-9M", "2024-01-01", "2024-09-30")]
    [InlineData("2024년 상반기", "2024-H1", "2024-01-01", "2024-06-30")]
    [InlineData("December 31, 2018", "2018-12-31", null, "2018-12-31")]
    [InlineData("As of December 31, 2018", "2018-12-31", null, "2018-12-31")]
    [InlineData("31 December 2018", "2018-12-31", null, "2018-12-31")]
    [InlineData("12/31/2018", "2018-12-31", null, "2018-12-31")]
    [InlineData("2018년 12월 31일 현재", "2018-12-31", null, "2018-12-31")]
    [InlineData("2018.12.31", "2018-12-31", null, "2018-12-31")]
    [InlineData("2024년말", "2024-12-31", null, "2024-12-31")]
    [InlineData("2024.01.01 ~ 2024.12.31", "FY2024", "2024-01-01", "2024-12-31")]
    [InlineData("2024년 1월 1일부터 2024년 9월 30일까지", "2024-9M", "2024-01-01", "2024-09-30")]
    [InlineData("December 2018", "2018-12", "2018-12-01", "2018-12-31")]
    [InlineData("2018년 12월", "2018-12", "2018-12-01", "2018-12-31")]
    [InlineData("제 56 기 (2024)", "FY2024", null, null)]
    [InlineData("당기", "당기", null, null)]
    [InlineData("Amount", null, null, null)]
    [InlineData("2018 vs. 2017", null, null, null)]
    public void A_head_is_read_as_the_period_that_it_prints(string head, string? key, string? start, string? end)
    {
        var fact = Assert.Single(new FactReader("").Read(new GridPage().Table($"| ={head}\nCash | 12").Read()).Facts);

        Assert.Equal((key, Day(start), Day(end)), (fact.Period?.Key, fact.Period?.Start, fact.Period?.End));
    }

    [Fact]
    public void A_head_over_several_columns_completes_the_years_beneath_it()
    {
        var page = new GridPage().Table(
            "| =Three months ended June 30, | < | =Six months ended June 30, | <\n| =2022 | =2021 | =2022 | =2021\nSales | 1 | 2 | 3 | 4");

        Assert.Equal(["2022-Q2", "2021-Q2", "2022-H1", "2021-H1"], Keys(page));
    }

    [Fact]
    public void A_head_over_the_labels_or_the_title_completes_the_years_too()
    {
        Assert.Equal(["2018-12-31"], Keys(new GridPage().Table("=As of December 31, | =2018\nCash | 12")));
        Assert.Equal(
            ["FY2018"], Keys(new GridPage().Table("| =2018\nSales | 12", title: "For the years ended December 31, 2018 and 2017")));
        Assert.Equal(["2016-12-02", "2015-11-27"],
            Keys(new GridPage().Table("| =2016 | =2015\nCash | 12 | 10", title: "Assets as of December 2, 2016 and November 27, 2015")));
    }

    [Fact]
    public void A_head_that_was_given_to_the_middle_one_of_its_columns_is_the_others_too()
    {
        var page = new GridPage().Table("| =December 2, 2016 | =Years Ended November 27, 2015 | =November 28, 2014\nSales | 1 | 2 | 3");

        Assert.Equal(["FY2016", "FY2015", "FY2014"], Keys(page));
    }

    [Fact]
    public void Heads_that_a_title_has_cut_off_from_their_table_are_found_above_it()
    {
        var page = new GridPage().Line("                                 2019 2018").Line("Assets").Table("Cash | 1,980 | 1,101").Read();
        var heads = page.Blocks[0].Lines[0].Words;
        var placed =
            heads.Select((word, i) => word with { Box = new Box(180 + (i * 130), word.Box.Y0, 200 + (i * 130), word.Box.Y1) }).ToList();

        var facts = new FactReader("").Read(page with { Blocks = [new([new(placed)]), .. page.Blocks.Skip(1)] }).Facts;

        Assert.Equal(["FY2019 1,980", "FY2018 1,101"], facts.Select(fact => $"{fact.Period?.Key} {fact.Printed}"));
    }

    [Fact]
    public void A_line_between_the_rows_dates_those_beneath_it()
    {
        var page = new GridPage().Table(
            "| =Retail | =Services\nYear ended December 31, 2017\nSales | 1 | 2\nYear ended December 31, 2016\nSales | 3 | 4");

        Assert.Equal(["FY2017", "FY2017", "FY2016", "FY2016"], Keys(page));
    }

    [Theory]
    [InlineData("사업연도 2024년 01월 01일부터 2024년 12월 31일까지", "당기", "FY2024")]
    [InlineData("사업연도 2024년 01월 01일부터 2024년 12월 31일까지", "전기", "FY2023")]
    [InlineData("사업연도 2024년 01월 01일부터 2024년 12월 31일까지", "전전기", "FY2022")]
    [InlineData("사업연도 2024년 04월 01일부터 2025년 03월 31일까지", "당기말", "2025-03-31")]
    [InlineData("사업연도 2024년 01월 01일부터 2024년 12월 31일까지", "제 55 기", "제55기")]
    [InlineData("제 56 기 2024년 01월 01일부터 2024년 12월 31일까지", "제 55 기", "FY2023")]
    [InlineData("분기보고서 2024년 07월 01일부터 2024년 09월 30일까지", "당분기", "2024-Q3")]
    public void This_term_and_the_last_are_counted_from_the_period_that_the_document_reports_on(
        string titlePage, string head, string key) =>
        Assert.Equal([key], Keys(new GridPage().Line(titlePage).Table($"| ={head}\n매출액 | 12")));

    private static IEnumerable<string?> Keys(GridPage page) => new FactReader("").Read(page.Read()).Facts.Select(fact => fact.Period?.Key);

    private static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
