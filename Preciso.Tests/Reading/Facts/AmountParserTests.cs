using Preciso.Reading.Facts.Numbers;

namespace Preciso.Tests.Reading.Facts;

public sealed class AmountParserTests
{
    [Theory]
    [InlineData("1,234.5", "1234.5")]
    [InlineData("(1,508)", "-1508")]
    [InlineData("$ (1,508)", "-1508")]
    [InlineData("($ 1,508", "-1508")]
    [InlineData("△1,508", "-1508")]
    [InlineData("▲ 12.5", "-12.5")]
    [InlineData("−5", "-5")]
    [InlineData("–0.07", "-0.07")]
    [InlineData("+3", "3")]
    [InlineData(".35", "0.35")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("１，２３４", "1234")]
    [InlineData("1,234 (a)", "1234")]
    [InlineData("1,234(2)*", "1234")]
    public void A_printed_number_has_its_sign_and_all_its_digits(string printed, string value)
    {
        var amount = AmountParser.Parse(printed);

        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), amount?.Value);
    }

    [Theory]
    [InlineData("12.3%", "12.3", "0.01", null, "%")]
    [InlineData("(4.5) %", "-4.5", "0.01", null, "%")]
    [InlineData("₩ 35,000", "35000", null, "KRW", null)]
    [InlineData("35,000원", "35000", null, "KRW", null)]
    [InlineData("12조", "12", "1000000000000", null, null)]
    [InlineData("1,234백만원", "1234", "1000000", "KRW", null)]
    [InlineData("3억 5,000만원", "350000000", "1", "KRW", null)]
    [InlineData("3조 2,000억원", "3200000000000", "1", "KRW", null)]
    [InlineData("3만5천원", "35000", "1", "KRW", null)]
    [InlineData("$1.2 billion", "1.2", "1000000000", "$", null)]
    [InlineData("US$ 40", "40", null, "USD", null)]
    [InlineData("1,204명", "1204", null, null, "명")]
    [InlineData("250 employees", "250", null, null, "employees")]
    public void What_is_printed_with_a_number_is_its_scale_currency_or_unit(
        string printed, string value, string? scale, string? currency, string? unit)
    {
        var amount = AmountParser.Parse(printed);

        Assert.NotNull(amount);
        Assert.Equal((value, scale, currency, unit), (Text(amount.Value), Text(amount.Scale), amount.Currency, amount.Unit));
    }

    [Theory]
    [InlineData("—")]
    [InlineData("-")]
    [InlineData("1분기")]
    [InlineData("2018년")]
    [InlineData("12월 31일")]
    [InlineData("2018.12.31")]
    [InlineData("2018-12-31")]
    [InlineData("12/31/2018")]
    [InlineData("02-123-4567")]
    [InlineData("010-1234-5678")]
    [InlineData("000123")]
    [InlineData("1.")]
    [InlineData("3)")]
    [InlineData("제3조")]
    [InlineData("10-K")]
    [InlineData("Q3")]
    [InlineData("1.2.3")]
    [InlineData("Level 2")]
    public void Dates_codes_marks_and_dashes_are_no_amounts(string printed) => Assert.Null(AmountParser.Parse(printed));

    [Theory]
    [InlineData("12,34")]
    [InlineData("0,123")]
    [InlineData("12345678901234567890")]
    public void A_number_that_can_be_read_in_two_ways_or_in_none_is_kept_as_printed_without_a_value(string printed)
    {
        var amount = AmountParser.Parse(printed);

        Assert.Equal((printed, null), (amount?.Printed, amount?.Value));
    }

    [Fact]
    public void A_cell_may_hold_several_numbers() =>
        Assert.Equal(["$ 1,234", "(5.6)%", "—7"], AmountParser.ParseAll("$ 1,234 (5.6)% —7").Select(amount => amount.Printed));

    [Fact]
    public void Words_among_numbers_make_a_text_of_them() => Assert.Empty(AmountParser.ParseAll("about 25 or 30"));

    [Fact]
    public void Every_run_of_digits_is_a_token_be_it_what_it_may() =>
        Assert.Equal(["10", "2018", "12", "31", "1,234.5", "3"], NumberTokens.Find("10-K 2018-12-31: 1,234.5 (3)."));

    [Fact]
    public void A_long_run_of_separators_is_refused_at_once() =>
        Assert.Null(AmountParser.Parse(string.Concat(Enumerable.Repeat("1.", 29)) + "x"));

    private static string? Text(decimal? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
