using System.Globalization;
using Preciso.Documents;
using Preciso.Reading.Facts;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Tests.Reading.Facts;

/// <summary>Issue 12: figures of other countries, and signs that stand elsewhere.</summary>
public sealed class NumberStyleTests
{
    [Theory]
    [InlineData("12.345; 1.234.567; 8.765,50", "12345; 1234567; 8765.50")]
    [InlineData("1.234; 0,5; 12,75", "1234; 0.5; 12.75")]
    [InlineData("1 234,56; 12 345; 1 234 567", "1234.56; 12345; 1234567")]
    [InlineData("1'234.50; 12'345; 1’234’567", "1234.50; 12345; 1234567")]
    [InlineData("12,34,56,789; 1,05,20,300; 98,75,000", "123456789; 10520300; 9875000")]
    [InlineData("45,67,890.50; (3,21,000); 45,000", "4567890.50; -321000; 45000")]
    [InlineData("1,234; 12.5; 1,234,567.25", "1234; 12.5; 1234567.25")]
    [InlineData("1.234; 0.125; 12.5", "1.234; 0.125; 12.5")]
    [InlineData("12.345; 998.000; 870.125", "?; ?; ?")]
    [InlineData("1.234; 1,234.5; 5.678,9", "?; 1234.5; 5678.9")]
    [InlineData("12,345; 5.678,9; 1.234.567", "12.345; 5678.9; 1234567")]
    [InlineData("1.508.200; 1,508,200; 12", "1508200; 1508200; 12")]
    [InlineData("5 120; 12 345; 310", "5120; 12345; 310")]
    [InlineData("12 345; 310; 290", "?; 310; 290")]
    public void A_column_says_together_how_its_numbers_are_printed(string printed, string values) => Assert.Equal(values, Read(printed));

    [Fact]
    public void A_table_and_then_the_document_decide_for_a_column_that_does_not()
    {
        var table = new GridPage().Table("| =2024 | =2023\nErlöse | 12.345 | 8.765,50\nKosten | 9.870 | 1.234.567,00");
        var document = new GridPage().Line("Der Umsatz stieg auf 1.234.567,89 EUR.").Table("| =2024\nErlöse | 12.345");

        Assert.Equal("12345; 8765.50; 9870; 1234567.00", Values(table.Read()));
        Assert.Equal("12345", Values(document.Read()));
    }

    [Fact]
    public void What_nobody_decides_is_kept_as_printed_without_a_value()
    {
        var fact = Assert.Single(new FactReader("").Read(new GridPage().Table("| =2024\nErlöse | 12.345").Read()).Facts);

        Assert.Equal(("12.345", null, null), (fact.Printed, fact.Value, fact.Amount));
    }

    [Fact]
    public void Recognised_figures_with_contradictory_separators_have_no_value()
    {
        var page = new GridPage().Table("| =2024\nA | 1,234\nB | 5.678\nC | 1,508,200\nD | 1.508,200").Read(method: ReadingMethod.Ocr);

        Assert.Equal("1234; ?; 1508200; ?", Values(page));
    }

    [Fact]
    public void Numbers_under_a_head_of_several_periods_are_not_joined() =>
        Assert.Equal("", Values(new GridPage().Table("| =2024 2023\nA | 120 345\nB | 130 456").Read()));

    [Theory]
    [InlineData("8,400.00-", "-8400.00")]
    [InlineData("8,400−", "-8400")]
    [InlineData("1,250.00 CR", "-1250.00")]
    [InlineData("310.00 DR", "310.00")]
    [InlineData("CR 1,250", "-1250")]
    [InlineData("DR 1,250", "1250")]
    [InlineData("(1,250) CR", null)]
    [InlineData("−₩1,234", "-1234")]
    [InlineData("$-1,234", "-1234")]
    [InlineData("$(1,234)", "-1234")]
    [InlineData("(₩1,234)", "-1234")]
    [InlineData("(1,234)백만원", "-1234")]
    [InlineData("(1,234백만원)", "-1234")]
    [InlineData("USD (1,234)", "-1234")]
    [InlineData("△1,234천원", "-1234")]
    [InlineData("▽5.2%", "-5.2")]
    [InlineData("1,234△", "-1234")]
    [InlineData("-5.2%p", "-5.2")]
    [InlineData("(5.2)%", "-5.2")]
    [InlineData("5.2%-", "-5.2")]
    [InlineData("minus 12", "-12")]
    [InlineData("마이너스 12억원", "-12")]
    [InlineData("₹ 12.5 Cr", "12.5")]
    public void A_sign_stands_before_or_behind(string printed, string? value) => Assert.Equal(
        value, AmountParser.Parse(printed) is { } amount ? amount.Value?.ToString(CultureInfo.InvariantCulture) : "none");

    [Theory]
    [InlineData("▲5.2%; ▼3.1%", "5.2; -3.1")]
    [InlineData("△5.2; ▽3.1", "5.2; -3.1")]
    [InlineData("▲5.2%; ▲3.1%", "-5.2; -3.1")]
    [InlineData("5.2%▲; 3.1%", "?; 3.1")]
    [InlineData("310.00 Cr; 290.00 Dr", "-310.00; 290.00")]
    [InlineData("310.00 Cr; 290.00 Cr", "?; ?")]
    public void A_table_says_what_its_arrows_and_sides_mean(string printed, string values) => Assert.Equal(values, Read(printed));

    [Theory]
    [InlineData("1,234 - 5,678")]
    [InlineData("10-20")]
    [InlineData("5-")]
    public void A_dash_between_numbers_or_behind_a_mark_is_judged_with_care(string printed) =>
        Assert.NotEqual(-1234, AmountParser.Parse(printed)?.Value);

    private static string Read(string printed) => Values(new GridPage().Table(
        "| =2024\n" + string.Join('\n', printed.Split("; ").Select((number, i) => $"{(char)('A' + i)}{(char)('a' + i)} | {number}")))
        .Read());

    private static string Values(PageReading page) => string.Join("; ", new FactReader("").Read(page).Facts.Select(
        fact => fact.Value?.ToString(CultureInfo.InvariantCulture) ?? "?"));
}
