using Preciso.Grains.Evaluations.Judging;

namespace Preciso.Tests.Evaluations;

/// <summary>A figure is the expected one whatever its scale, once it is rounded as the expectation is printed.</summary>
public sealed class PrintedFigureTests
{
    [Theory]
    [InlineData("8.74", "It was 8.74 days.")]
    [InlineData("8.74", "8.738 billion")] // the question says in billions
    [InlineData("93.86", "DPO는 93.86일입니다.")]
    [InlineData("15", "연차휴가는 15일입니다.")]
    [InlineData("65.4%", "Operating income rose 65.4%.")]
    [InlineData("65.4%", "It rose by 65.38 percent.")]
    [InlineData("65.4%", "The ratio is 0.654.")]
    [InlineData("0.66", "The ratio is 66.0%.")]
    [InlineData("1.5%p", "1.5%포인트 늘었습니다.")]
    [InlineData("0.25%", "25 bps higher")]
    [InlineData("$1577.00", "Capital expenditure in 2018 was $1,577 million.")]
    [InlineData("$1.58 billion", "It was $1,577 million.")]
    [InlineData("27,213백만원", "매출액은 272억 1,300만 원입니다.")]
    [InlineData("473억 5,000만 원", "매출액은 47,350백만원입니다.")]
    [InlineData("1,234억", "1,234 hundred million")]
    [InlineData("(1,234)", "a loss of -1,234")]
    [InlineData("-310", "금융손익은 △310백만원입니다.")]
    [InlineData("KRW 350", "The dividend is 350 won per share.")]
    public void A_figure_is_said_whatever_its_scale_and_print(string expected, string said)
    {
        Assert.True(Judge.HasValues(said, [expected]));
    }

    [Theory]
    [InlineData("8.74", "It was 8.73 days.")]
    [InlineData("8.74", "8.7 billion")] // fewer decimals than were asked for
    [InlineData("8.74", "It rose 8.74%.")]
    [InlineData("65.4%", "It was 65.4 days.")]
    [InlineData("65.4%", "It rose 66%.")]
    [InlineData("27,213백만원", "27,213억 원")]
    [InlineData("27,213백만원", "27,213")]
    [InlineData("$8.7 million", "$8.7 billion")]
    [InlineData("-310", "310백만원입니다.")]
    [InlineData("350원", "350 dollars")]
    [InlineData("350원", "아무것도 적혀 있지 않습니다.")]
    public void Another_figure_is_not_taken_for_it(string expected, string said)
    {
        Assert.False(Judge.HasValues(said, [expected]));
    }

    [Fact]
    public void Every_figure_that_is_expected_has_to_be_said()
    {
        Assert.True(Judge.HasValues("It rose 12.3%, from 42,180 to 47,350.", ["42,180", "47,350", "12.3%"]));
        Assert.False(Judge.HasValues("It rose to 47,350.", ["42,180", "47,350"]));
    }
}
