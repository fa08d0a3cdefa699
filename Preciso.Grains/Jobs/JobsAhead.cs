namespace Preciso.Grains.Jobs;

/// <summary>
/// Jobs that a silo claimed before it has a slot for them, because the last ones took less time than a commit. If one of them
/// turns out to be long, the others do not wait for it here: they are handed back.
/// </summary>
internal sealed class JobsAhead(TimeProvider time)
{
    /// <summary>How long a job may wait here.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Stock = TimeSpan.FromMilliseconds(20);
    private const int Most = 128;

    private readonly Lock _gate = new();
    private readonly Queue<(ClaimedJob Job, long Since)> _waiting = [];
    private double _usualSeconds = 2 * Stock.TotalSeconds;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>How many to claim ahead: what the workers do in a moment. None where a single job takes longer.</summary>
    public int Room(int workers)
    {
        lock (_gate)
        {
            return (int)Math.Min(Most, Math.Floor(Stock.TotalSeconds / _usualSeconds) * workers);
        }
    }

    public void Took(TimeSpan work)
    {
        lock (_gate)
        {
            _usualSeconds = Math.Max(1e-4, (0.8 * _usualSeconds) + (0.2 * work.TotalSeconds));
        }
    }

    public void Add(IEnumerable<ClaimedJob> jobs)
    {
        lock (_gate)
        {
            foreach (var job in jobs)
            {
                _waiting.Enqueue((job, time.GetTimestamp()));
            }
        }
    }

    public ClaimedJob? Take()
    {
        lock (_gate)
        {
            return _waiting.TryDequeue(out var next) ? next.Job : null;
        }
    }

    public IReadOnlyList<ClaimedJob> TakeLate() => TakeOlderThan(Patience);

    public IReadOnlyList<ClaimedJob> TakeAll() => TakeOlderThan(TimeSpan.Zero);

    private List<ClaimedJob> TakeOlderThan(TimeSpan age)
    {
        var taken = new List<ClaimedJob>();
        lock (_gate)
        {
            while (_waiting.TryPeek(out var next) && time.GetElapsedTime(next.Since) >= age)
            {
                taken.Add(_waiting.Dequeue().Job);
            }
        }
        return taken;
    }
}
