using Preciso.Web.Operations;

namespace Preciso.Tests.Web;

public sealed class BoardSpanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_address_is_read_as_it_was_written_and_nonsense_is_the_last_hour()
    {
        var span = new BoardSpan(2, Now.AddHours(-1));

        Assert.Equal("/operations?span=6h&until=2026-11-30T11%3A00%3A00Z", span.ToAddress());
        Assert.Equal(span, BoardSpan.From("6h", "2026-11-30T11:00:00Z"));
        Assert.Equal("/operations?span=1h", BoardSpan.From("long", "ago").ToAddress());
    }

    [Fact]
    public void What_ends_now_goes_on_ending_now_and_never_later()
    {
        var hour = BoardSpan.From("1h", null);

        Assert.Equal(("6h", (DateTimeOffset?)null), (hour.Wider(Now).Name, hour.Wider(Now).Until));
        Assert.Equal(Now.AddHours(-1), hour.Earlier(Now).Until);
        Assert.Equal(hour, hour.Earlier(Now).Later(Now));
        Assert.Null(BoardSpan.From("15m", "2026-11-30T11:55:00Z").Wider(Now).Until);
    }

    [Fact]
    public void Zooming_keeps_the_middle()
    {
        var day = new BoardSpan(3, Now.AddDays(-2));

        Assert.Equal(day.Until!.Value - day.Length / 2, day.Narrower(Now).Until!.Value - day.Narrower(Now).Length / 2);
        Assert.Equal(day, day.Narrower(Now).Wider(Now));
    }

    [Theory]
    [InlineData(60, "15m")]
    [InlineData(300, "15m")]
    [InlineData(3600, "1h")]
    [InlineData(3 * 3600, "6h")]
    public void A_part_is_looked_into_as_near_as_the_lengths_allow(int seconds, string name)
    {
        var (at, step) = (Now.AddDays(-1), TimeSpan.FromSeconds(seconds));

        var into = BoardSpan.Into(at, step, Now);

        Assert.Equal(name, into.Name);
        Assert.True(into.Until >= at + step && into.Until - into.Length <= at);
    }
}
