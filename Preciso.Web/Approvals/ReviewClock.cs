namespace Preciso.Web.Approvals;

/// <summary>
/// For how long a person is at a document: from one sign of them to the next, but no longer than somebody looks without moving; not while
/// they look elsewhere.
/// </summary>
public sealed class ReviewClock(TimeProvider time)
{
    public static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(2);

    private TimeSpan _spent;
    private long? _since;

    public Guid SittingId { get; private set; } = Guid.CreateVersion7();

    /// <summary>One begun is one: who decides at a glance was there too.</summary>
    public int Seconds => (int)Math.Ceiling(_spent.TotalSeconds);

    public void Act()
    {
        Count();
        _since = time.GetTimestamp();
    }

    public void Rest()
    {
        Count();
        _since = null;
    }

    /// <summary>What was counted so far belongs to a decision that is made.</summary>
    public void StartAgain() => (SittingId, _spent) = (Guid.CreateVersion7(), TimeSpan.Zero);

    private void Count()
    {
        if (_since is { } since)
        {
            var passed = time.GetElapsedTime(since);
            _spent += passed < LongestLook ? passed : LongestLook;
        }
    }
}
