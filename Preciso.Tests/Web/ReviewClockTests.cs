using Preciso.Documents;
using Preciso.Web.Approvals;

namespace Preciso.Tests.Web;

/// <summary>How long somebody is at a document, and what becomes of a cell that two people correct.</summary>
public sealed class ReviewClockTests
{
    private readonly HandClock _time = new();

    [Fact]
    public void Time_passes_from_sign_to_sign()
    {
        var clock = new ReviewClock(_time);

        clock.Act();
        _time.Pass(20);
        clock.Act();
        _time.Pass(10);
        clock.Act();

        Assert.Equal(30, clock.Seconds);
    }

    [Fact]
    public void Nothing_is_counted_while_a_person_looks_elsewhere()
    {
        var clock = new ReviewClock(_time);
        clock.Act();
        _time.Pass(5);

        clock.Rest();
        _time.Pass(3600);
        clock.Act();
        _time.Pass(7);
        clock.Rest();
        clock.Rest();

        Assert.Equal(12, clock.Seconds);
    }

    [Fact]
    public void Who_does_nothing_for_long_has_gone()
    {
        var clock = new ReviewClock(_time);
        clock.Act();

        _time.Pass(3600);
        clock.Act();

        Assert.Equal((int)ReviewClock.LongestLook.TotalSeconds, clock.Seconds);
    }

    [Fact]
    public void What_follows_a_decision_is_another_sitting()
    {
        var clock = new ReviewClock(_time);
        clock.Act();
        _time.Pass(9);
        clock.Act();
        var first = clock.SittingId;

        clock.StartAgain();
        _time.Pass(4);
        clock.Act();

        Assert.Equal(4, clock.Seconds);
        Assert.NotEqual(first, clock.SittingId);
    }

    [Fact]
    public void A_cell_that_somebody_else_changed_is_never_typed_over()
    {
        var cell = new TableCell(1, 1, "1,234", new Box(0, 0, 1, 1));
        var edit = new CellEdit(1, 0, cell) { Text = "1,299" };

        edit.Refresh(cell.Corrected("1,284", 1, Guid.CreateVersion7()));

        Assert.Equal(("1,299", "1,284", 0), (edit.Text, edit.Theirs!.Text, edit.Command().Version));
        edit.PutOnTop();
        Assert.Equal(("1,299", null, 1), (edit.Command().Text, edit.Theirs, edit.Command().Version));
    }

    [Fact]
    public void A_cell_in_which_nothing_was_typed_shows_what_is_there_now()
    {
        var cell = new TableCell(1, 1, "1,234", new Box(0, 0, 1, 1));
        var edit = new CellEdit(1, 0, cell);

        edit.Refresh(cell.Corrected("1,284", 1, Guid.CreateVersion7()));

        Assert.Equal(("1,284", null, false), (edit.Text, edit.Theirs, edit.IsDirty));
    }

    private sealed class HandClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public void Pass(int seconds) => _seconds += seconds;

        public override long GetTimestamp() => _seconds;
    }
}
