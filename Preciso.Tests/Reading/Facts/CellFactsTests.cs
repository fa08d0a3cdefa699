using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading.Facts;

public sealed class CellFactsTests
{
    [Fact]
    public void An_income_statement_gives_its_lines_with_their_years_money_in_millions_and_what_is_per_share_in_full()
    {
        var page = new GridPage().Table(
            """
            | =Year Ended December 31, | <
            | =2018 | =2017
            Net sales | $ 118,573 | $ 94,665
            Interest expense | (848) | (484)
            Effective tax rate | 21.5% | 20.2%
            Basic earnings per share | $ 6.32 | $ 5.01
            Weighted-average shares outstanding | 480 | 474
            """,
            unit: "(in millions, except per share data)");

        Assert.Equal(
            """
            Net sales | FY2018 | $ 118,573 | 118573 × 1000000 | USD
            Net sales | FY2017 | $ 94,665 | 94665 × 1000000 | USD
            Interest expense | FY2018 | (848) | -848 × 1000000 | USD
            Interest expense | FY2017 | (484) | -484 × 1000000 | USD
            Effective tax rate | FY2018 | 21.5% | 21.5 × 0.01 | %
            Effective tax rate | FY2017 | 20.2% | 20.2 × 0.01 | %
            Basic earnings per share | FY2018 | $ 6.32 | 6.32 | USD
            Basic earnings per share | FY2017 | $ 5.01 | 5.01 | USD
            Weighted-average shares outstanding | FY2018 | 480 | 480 × 1000000
            Weighted-average shares outstanding | FY2017 | 474 | 474 × 1000000
            """,
            FactViews.FactsOf(page));
    }

    [Theory]
    [InlineData("=At 31 December | =2025 | =KRW million 2024", 1_000_000)]
    [InlineData("=At 31 December | =2025 | =2024", 1)]
    public void A_unit_that_is_printed_over_the_last_column_is_that_of_the_table(string heads, int scale)
    {
        var page = new GridPage().Table($"{heads}\nTotal assets | 209,000 | 190,000\nTotal equity | 126,000 | 110,000");

        var read = FactViews.FactsOf(page).Split('\n');

        Assert.Equal(4, read.Length);
        Assert.All(read, fact => Assert.Equal(scale > 1, fact.EndsWith("× 1000000 | KRW", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_korean_balance_sheet_knows_its_terms_by_their_dates_and_leaves_out_its_notes()
    {
        var page = new GridPage()
            .Line("회사명 : 한빛정밀 주식회사")
            .Line("제 56 기 2024년 12월 31일 현재")
            .Table(
                """
                =과목 | =주석 | =제 56 기 | =제 55 기
                유동자산 | | 1,508,200 | 1,400,100
                현금및현금성자산 | 4 | 508,200 | △100
                이익잉여금 | 12 | - | (2,000)
                """,
                title: "재무상태표",
                unit: "(단위: 백만원)");

        Assert.Equal(
            """
            한빛정밀 주식회사 | 유동자산 | FY2024 | 1,508,200 | 1508200 × 1000000 | KRW
            한빛정밀 주식회사 | 유동자산 | FY2023 | 1,400,100 | 1400100 × 1000000 | KRW
            한빛정밀 주식회사 | 현금및현금성자산 | FY2024 | 508,200 | 508200 × 1000000 | KRW
            한빛정밀 주식회사 | 현금및현금성자산 | FY2023 | △100 | -100 × 1000000 | KRW
            한빛정밀 주식회사 | 이익잉여금 | FY2023 | (2,000) | -2000 × 1000000 | KRW
            """,
            FactViews.FactsOf(page));
    }

    [Fact]
    public void Where_periods_are_rows_the_columns_are_the_metrics()
    {
        var page = new GridPage().Table(
            """
            =연도 | =매출액(억원) | =직원 수(명) | =이익률(%)
            2023년 | 1,204 | 35 | 4.5
            2024년 3분기 | 1,310 | 41 | 5.1
            """);

        Assert.Equal(
            """
            매출액(억원) | FY2023 | 1,204 | 1204 × 100000000 | KRW
            직원 수(명) | FY2023 | 35 | 35 | 명
            이익률(%) | FY2023 | 4.5 | 4.5 × 0.01 | %
            매출액(억원) | 2024-Q3 | 1,310 | 1310 × 100000000 | KRW
            직원 수(명) | 2024-Q3 | 41 | 41 | 명
            이익률(%) | 2024-Q3 | 5.1 | 5.1 × 0.01 | %
            """,
            FactViews.FactsOf(page));
    }

    [Fact]
    public void A_label_that_says_nothing_alone_takes_its_title_along()
    {
        var page = new GridPage().Table(
            """
            | =2018
            Earnings per share:
            Basic | 6.32
            Diluted | 6.15
            Revenue | 10
            """);

        Assert.Equal(
            ["Earnings per share: Basic", "Earnings per share: Diluted", "Revenue"],
            new FactReader("").Read(page.Read()).Facts.Select(fact => fact.Metric));
    }

    [Fact]
    public void Segments_are_whose_numbers_they_are_and_changes_are_of_no_period()
    {
        var segments = new GridPage().Table(
            """
            | =Retail | =Services | =Consolidated
            Net sales | 60 | 40 | 100
            """,
            title: "Year Ended December 31, 2017");
        var changes = new GridPage().Table(
            """
            | =2017 | =2016 | =% Change
            Net sales | 100 | 80 | 25%
            """);

        Assert.Equal(
            """
            Retail | Net sales | FY2017 | 60 | 60
            Services | Net sales | FY2017 | 40 | 40
            Consolidated | Net sales | FY2017 | 100 | 100
            """,
            FactViews.FactsOf(segments));
        Assert.Equal(
            """
            Net sales | FY2017 | 100 | 100
            Net sales | FY2016 | 80 | 80
            Net sales: % Change | 25% | 25 × 0.01 | %
            """,
            FactViews.FactsOf(changes));
    }

    [Fact]
    public void Where_rows_are_companies_the_columns_are_the_metrics()
    {
        var page = new GridPage().Table(
            """
            =회사명 | =자산 | =부채
            한빛정밀 | 1,204 | 310
            """,
            unit: "(단위: 백만원)");

        Assert.Equal(
            """
            한빛정밀 | 자산 | 1,204 | 1204 × 1000000 | KRW
            한빛정밀 | 부채 | 310 | 310 × 1000000 | KRW
            """,
            FactViews.FactsOf(page));
    }

    [Fact]
    public void A_table_goes_on_over_the_page_under_the_heads_and_in_the_unit_of_the_page_before()
    {
        var reader = new FactReader("");
        reader.Read(new GridPage().Table("| =2018 | =2017\nCash | 12 | 10", unit: "(in thousands)").Read());

        var next = reader.Read(new GridPage().Table("Inventories | 7 | 8", continues: true).Read(page: 2));

        Assert.Equal("Inventories | FY2018 | 7 | 7 × 1000\nInventories | FY2017 | 8 | 8 × 1000", next.Print());
        Assert.Equal([2, 3], next.Facts.Select(fact => fact.Ordinal));
    }

    [Fact]
    public void Heads_that_are_repeated_on_the_next_page_replace_those_before()
    {
        var reader = new FactReader("");
        reader.Read(new GridPage().Table("| =2018 | =2017\nCash | 12 | 10").Read());

        var next = reader.Read(new GridPage().Table("| =2016 | =2015\nInventories | 7 | 8", continues: true).Read(page: 2));

        Assert.Equal(["FY2016", "FY2015"], next.Facts.Select(fact => fact.Period?.Key));
    }

    [Fact]
    public void A_sentence_over_the_table_says_the_day_and_the_unit_of_its_years()
    {
        var page = new GridPage()
            .Line("The following were due as of December 31 (in thousands):")
            .Table("| =2018 | =2017\nLoans | $ 12 | $ 10");

        Assert.Equal("Loans | 2018-12-31 | $ 12 | 12 × 1000 | USD\nLoans | 2017-12-31 | $ 10 | 10 × 1000 | USD", FactViews.FactsOf(page));
    }

    [Fact]
    public void Signs_in_cells_of_their_own_belong_to_their_numbers()
    {
        var page = new GridPage().Table("| | =2018 | | =2017 |\nDebt | $ | (12 | ) | 10 |\nShare | | 3.5 | % | 4.0 | %");

        Assert.Equal(
            ["(12 -12 USD ", "10 10  ", "3.5 3.5  %", "4.0 4.0  %"],
            new FactReader("").Read(page.Read()).Facts.Select(fact => $"{fact.Printed} {fact.Value} {fact.Currency} {fact.Unit}"));
    }

    [Fact]
    public void A_dollar_is_the_one_that_the_document_means()
    {
        var page = new GridPage().Line("All amounts are expressed in Canadian dollars.").Table("| =2018\nDebt | $ 12");

        Assert.Equal("CAD", Assert.Single(new FactReader("").Read(page.Read()).Facts).Currency);
    }

    [Fact]
    public void What_the_file_states_itself_comes_first_and_its_cell_is_not_read_again()
    {
        var page = new GridPage().Table("| =2018\nDebt | 12\nCash | 7").Read();
        var stated = new Fact(
            1, 99, FactSource.Xbrl, null, "Debt", "debt", "12", 12, null, 1, null, "USD", null, null,
            page.Tables[0].Cells.Single(cell => cell.Text == "12").Box,
            "Debt 12", ReadingMethod.Structure, 1);

        var facts = new FactReader("").Read(page with { Stated = [stated] });

        Assert.Equal(
            [(FactSource.Xbrl, "12", 0), (FactSource.Cell, "7", 1)], facts.Facts.Select(fact => (fact.Source, fact.Printed, fact.Ordinal)));
        Assert.Equal((3, 2, 1), (facts.Ledger.Numbers, facts.Ledger.InFacts, facts.Ledger.InCells));
    }

    [Fact]
    public void A_fact_says_where_it_stands_and_how_sure_it_is()
    {
        var page = new GridPage().Table("| =2018\nDebt (1) | 12", confidence: 0.8).Read(method: ReadingMethod.Ocr, confidence: 0.5);

        var fact = Assert.Single(new FactReader("").Read(page).Facts);

        Assert.Equal(new FactCell(0, 1, 1), fact.Cell);
        Assert.Equal(page.Tables[0].Cells[^1].Box, fact.Box);
        Assert.Equal(("debt", "Debt (1) 12", ReadingMethod.Ocr), (fact.MetricKey, fact.Snippet, fact.Method));
        Assert.Equal(0.4, fact.Confidence, 3);
    }

    [Fact]
    public void A_table_whose_labels_are_numbers_is_read_by_its_first_row_and_says_so()
    {
        var reader = new FactReader("");

        var facts = reader.Read(new GridPage().Table("No. | Weight\n1 | 10.5\n2 | 20.5").Read());

        Assert.Equal(["Weight 10.5", "Weight 20.5"], facts.Facts.Select(fact => $"{fact.Metric} {fact.Printed}"));
        Assert.Contains("cells_by_heads: 0 facts", reader.Attempts);
        Assert.Contains("first_row_as_heads: 2 facts", reader.Attempts);
        Assert.Contains(new FactAttempt("first_row_as_heads", 2), reader.Tried);
    }

    [Fact]
    public void A_table_that_gives_no_fact_by_any_way_is_named()
    {
        var reader = new FactReader("");

        reader.Read(new GridPage().Table("1 | 2\n3 | 4").Read(page: 7));

        Assert.Equal("none: tables with figures gave no fact on 1 pages (7)", reader.Attempts[^1]);
        Assert.Equal(("none", 7), (reader.Tried[^1].Way, Assert.Single(reader.Tried[^1].Pages!)));
    }
}
