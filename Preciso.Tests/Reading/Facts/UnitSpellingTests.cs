using System.Globalization;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading.Facts;

/// <summary>Issue 12: a unit in another spelling was missed, and amounts were off by 10^3 to 10^6.</summary>
public sealed class UnitSpellingTests
{
    public static TheoryData<string, string, string?> Spellings => new()
    {
        { "KRW million", "1000000", "KRW" },
        { "in KRW millions", "1000000", "KRW" },
        { "KRW in millions", "1000000", "KRW" },
        { "USD mn", "1000000", "USD" },
        { "US$ m", "1000000", "USD" },
        { "USDm", "1000000", "USD" },
        { "US$'000", "1000", "USD" },
        { "In EUR '000", "1000", "EUR" },
        { "EUR ’000", "1000", "EUR" },
        { "'000 EUR", "1000", "EUR" },
        { "€k", "1000", "EUR" },
        { "€ 000s", "1000", "EUR" },
        { "mEUR", "1000000", "EUR" },
        { "MEUR", "1000000", "EUR" },
        { "TEUR", "1000", "EUR" },
        { "T€", "1000", "EUR" },
        { "Mio. €", "1000000", "EUR" },
        { "in Mio. EUR", "1000000", "EUR" },
        { "Mrd. EUR", "1000000000", "EUR" },
        { "in Tausend Euro", "1000", "EUR" },
        { "en milliers d'euros", "1000", "EUR" },
        { "M€", "1000000", "EUR" },
        { "£m", "1000000", "GBP" },
        { "£bn", "1000000000", "GBP" },
        { "₩ in billions", "1000000000", "KRW" },
        { "billions of won", "1000000000", "KRW" },
        { "In millions of Korean won", "1000000", "KRW" },
        { "in hundreds of millions of won", "100000000", "KRW" },
        { "thousands of dollars", "1000", "USD" },
        { "thousands of U.S. dollars", "1000", "USD" },
        { "$ in millions", "1000000", "USD" },
        { "Dollars in thousands", "1000", "USD" },
        { "$ in millions, except per share data", "1000000", "USD" },
        { "millions of yen", "1000000", "JPY" },
        { "百万円", "1000000", "JPY" },
        { "CHF million", "1000000", "CHF" },
        { "RMB million", "1000000", "CNY" },
        { "₹ crore", "10000000", "INR" },
        { "INR lakhs", "100000", "INR" },
        { "Rs. in lakhs", "100000", null },
        { "단위: 백만원", "1000000", "KRW" },
        { "단위 : 천원", "1000", "KRW" },
        { "단위: 억원, %", "100000000", "KRW" },
        { "단위: 백만원, 주, %", "1000000", "KRW" },
        { "단위: 1,000원", "1000", "KRW" },
        { "단위: 조원", "1000000000000", "KRW" },
        { "십억원", "1000000000", "KRW" },
        { "백만원", "1000000", "KRW" },
        { "천 달러", "1000", "USD" },
        { "단위: 백만 달러", "1000000", "USD" },
        { "Unit: thousand USD", "1000", "USD" },
        { "Currency: USD, in thousands", "1000", "USD" },
        { "USD, in thousands", "1000", "USD" },
        { "in thousands", "1000", null },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_unit_holds_wherever_it_stands(string unit, string scale, string? currency)
    {
        var expected = (5_120m * decimal.Parse(scale, CultureInfo.InvariantCulture), currency);
        string[] tables =
        [
            $"={unit} | =2024 | =2023\nRevenue | 5,120 | 4,700",
            $"=Item ({unit}) | =2024 | =2023\nRevenue | 5,120 | 4,700",
            $"| =2024 ({unit}) | =2023 ({unit})\nRevenue | 5,120 | 4,700",
            $"| =2024 | =2023\nRevenue ({unit}) | 5,120 | 4,700",
        ];

        var read = tables.Select(table => First(new GridPage().Table(table))).ToList();
        var over = First(new GridPage().Table("| =2024 | =2023\nRevenue | 5,120 | 4,700", unit: $"({unit})"));
        var line = First(new GridPage().Line("Income statement").Line($"({unit})").Table("| =2024 | =2023\nRevenue | 5,120 | 4,700"));

        Assert.All([.. read, over, line], found => Assert.Equal(expected, found));
    }

    [Theory]
    [InlineData("Revenue, US$ m")]
    [InlineData("Revenue in € million")]
    [InlineData("Revenue / EUR m")]
    [InlineData("Revenue - USD mn")]
    [InlineData("Umsatz in Mio. €")]
    [InlineData("매출액, 백만원")]
    public void A_unit_may_stand_behind_its_label_without_brackets(string label) =>
        Assert.Equal(5_120_000_000m, First(new GridPage().Table($"| =2024\n{label} | 5,120")).Amount);

    [Fact]
    public void The_nearest_unit_counts_most()
    {
        var page = new GridPage().Table(
            """
            | =2024 | =2024 (KRW thousand) | =Share (%)
            Sales | 5 | 6 | 40.5
            Sales abroad (EUR mn) | 7 | 8 | 41.5
            Fees | 9천원 | 10백만원 | 3%
            """,
            unit: "(KRW million)");

        Assert.Equal(
            ["5000000 KRW", "6000 KRW", "0.405 %", "7000000 EUR", "8000000 EUR", "0.415 %", "9000 KRW", "10000000 KRW", "0.03 %"],
            Amounts(page));
    }

    [Theory]
    [InlineData("Effective tax rate", "21.5", "21.5 ")]
    [InlineData("Operating margin", "12.5", "12.5 ")]
    [InlineData("Margin (%)", "12.5", "0.125 %")]
    [InlineData("부채비율", "45.2", "45.2 ")]
    [InlineData("이익률(%)", "4.5", "0.045 %")]
    [InlineData("Spread (bps)", "125", "125 bps")]
    [InlineData("Change (%p)", "1.5", "0.015 %")]
    [InlineData("PER(배)", "8.4", "8.4 배")]
    [InlineData("임직원수(명)", "1,204", "1204 명")]
    [InlineData("직원수", "1,204", "1204 ")]
    [InlineData("Headcount", "1,204", "1204 ")]
    [InlineData("계약건수(건)", "310", "310 건")]
    [InlineData("생산량(천톤)", "310", "310000 톤")]
    [InlineData("Basic earnings per share", "6.32", "6.32 KRW")]
    [InlineData("주당순이익(원)", "1,250", "1250 KRW")]
    [InlineData("EPS (diluted, US cents)", "70.5", "0.705 USD")]
    [InlineData("평균단가", "1,250", "1250 KRW")]
    [InlineData("EBITDA", "1,250", "1250000000 KRW")]
    public void What_is_no_money_in_millions_is_not_scaled_by_it(string label, string printed, string expected) =>
        Assert.Equal([expected], Amounts(new GridPage().Table($"| =2024\n{label} | {printed}", unit: "(단위: 백만원)")));

    [Fact]
    public void Each_kind_of_number_takes_its_own_part_of_a_list_of_units()
    {
        var page = new GridPage().Table(
            "| =2024\n매출액 | 5,120\n발행주식수 | 310\n", unit: "(단위: 백만원, 천주, %)");
        var english = new GridPage().Table(
            "| =2024\nRevenue | 5,120\nShares outstanding | 310\n", unit: "(Dollars in millions, shares in thousands)");

        Assert.Equal(["5120000000 KRW", "310000 주"], Amounts(page));
        Assert.Equal(["5120000000 USD", "310000 shares"], Amounts(english));
    }

    [Fact]
    public void A_column_of_units_says_the_unit_of_each_row_and_belongs_to_no_label()
    {
        var page = new GridPage().Table(
            """
            =항목 | =단위 | =2024
            매출 | 백만원 | 5,120
            직원 | 명 | 310
            수출 | USD mn | 7
            """);

        Assert.Equal(
            "매출 | FY2024 | 5,120 | 5120 × 1000000 | KRW\n직원 | FY2024 | 310 | 310 | 명\n수출 | FY2024 | 7 | 7 × 1000000 | USD",
            FactViews.FactsOf(page));
    }

    [Theory]
    [InlineData("(주)한빛정밀")]
    [InlineData("한빛정밀(주)")]
    [InlineData("Revenue (b)")]
    [InlineData("Cash in banks")]
    [InlineData("Increase in KRW deposits")]
    [InlineData("Games won")]
    public void What_only_looks_like_a_unit_is_none(string label) =>
        Assert.Equal(["5 "], Amounts(new GridPage().Table($"| =2024\n{label} | 5")));

    [Fact]
    public void A_unit_of_one_row_is_not_the_tables() =>
        Assert.Equal(
            ["812000000 USD", "5 "], Amounts(new GridPage().Table("| =2024\nRevenue (USD mn) | 812\nStores | 5")));

    [Fact]
    public void A_unit_between_the_rows_holds_for_those_under_it()
    {
        var page = new GridPage().Table(
            """
            과목 | 2024년 실적 | 2024년 예산
            매출액 | 30,680 | 31,000
            합계 | 30,680 | 31,000
            별도 손익계산서
            (단위: 천원)
            과목 | 2024년 실적 | 2024년 예산
            매출액 | 15,340 | 15,500
            Weighted-average shares (in millions):
            Basic | 467 | 468
            """,
            title: "손익계산서",
            unit: "(단위: 백만원)");

        Assert.Equal(
            ["30680000000 KRW", "31000000000 KRW", "30680000000 KRW", "31000000000 KRW", "15340000 KRW", "15500000 KRW", "467000000 ",
                "468000000 "], Amounts(page));
    }

    [Fact]
    public void A_head_keeps_what_it_says_besides_its_unit_and_its_period()
    {
        var page = new GridPage().Table("=구분 | =2024년 (억원) | =2024년 비중(%)\n반도체 | 3,120 | 61.5");

        Assert.Equal(["반도체", "반도체: 비중"], new FactReader("").Read(page.Read()).Facts.Select(fact => fact.Metric));
    }

    private static (decimal? Amount, string? Currency) First(GridPage page)
    {
        var fact = new FactReader("").Read(page.Read()).Facts[0];
        return (fact.Amount, fact.Currency);
    }

    private static IEnumerable<string> Amounts(GridPage page) => new FactReader("").Read(page.Read()).Facts.Select(
        fact => $"{((fact.Amount ?? 0) / 1.000000000m).ToString("0.######", CultureInfo.InvariantCulture)} {fact.Currency ?? fact.Unit}");
}
