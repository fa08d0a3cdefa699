using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading.Facts;

public sealed class TextFactsTests
{
    [Theory]
    [InlineData("매출액: 1,234백만원", "매출액 | 1,234백만원 | 1234 × 1000000 | KRW")]
    [InlineData("2024년 매출액 : 1,234백만원", "2024년 매출액 | FY2024 | 1,234백만원 | 1234 × 1000000 | KRW")]
    [InlineData("Total 64.15", "Total | 64.15 | 64.15")]
    [InlineData("TOTAL: $ 64.15", "TOTAL | $ 64.15 | 64.15 | USD")]
    [InlineData("합계 ₩35,000", "합계 | ₩35,000 | 35000 | KRW")]
    [InlineData("부가세 3,182원", "부가세 | 3,182원 | 3182 | KRW")]
    [InlineData("2024년 매출은 3조 2,000억원으로 전년보다 늘었다.", "매출 | FY2024 | 3조 2,000억원 | 3200000000000 | KRW")]
    [InlineData("Net sales were $177.9 billion in 2017, more than ever.", "Net sales | FY2017 | $177.9 billion | 177.9 × 1000000000 | USD")]
    public void A_line_that_labels_its_number_is_a_fact(string line, string fact) =>
        Assert.Equal(fact, FactViews.FactsOf(new GridPage().Line(line)));

    [Theory]
    [InlineData("Tel: 02-123-4567")]
    [InlineData("사업자등록번호: 123-45-67890")]
    [InlineData("Invoice No: 12345")]
    [InlineData("작성일자: 2024.03.05")]
    [InlineData("Page: 3")]
    [InlineData("See note 12: 40 halls were closed")]
    [InlineData("회사는 2024년에 3억원을 지급하였다.")]
    [InlineData("We believe that sales of 30 more halls were planned.")]
    [InlineData("Chapter 7")]
    [InlineData("주식회사 한빛 35,000")]
    public void A_line_that_leaves_a_doubt_is_none(string line) => Assert.Equal("", FactViews.FactsOf(new GridPage().Line(line)));

    [Fact]
    public void The_fact_stands_where_the_number_is_printed()
    {
        var page = new GridPage().Line("Total due $ 64.15").Read();

        var fact = Assert.Single(new FactReader("").Read(page).Facts);

        Assert.Equal(Box.Around(page.Blocks[0].Lines[0].Words.Skip(2).Select(word => word.Box)), fact.Box);
        Assert.Equal((FactSource.Text, null, "Total due $ 64.15"), (fact.Source, fact.Cell, fact.Snippet));
    }

    [Theory]
    [InlineData("Net sales (1)", "netsales")]
    [InlineData("Net  Sales:", "netsales")]
    [InlineData("매출액 (주석 4, 5)", "매출액")]
    [InlineData("매출액(단위: 백만원)", "매출액")]
    [InlineData("Revenue (in millions) *", "revenue")]
    [InlineData("Income (loss) before tax", "incomelossbeforetax")]
    [InlineData("Cash¹", "cash")]
    public void The_key_of_a_metric_is_what_it_says(string label, string key) => Assert.Equal(key, MetricKeys.FromLabel(label));
}
