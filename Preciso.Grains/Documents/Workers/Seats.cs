using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Preciso.Grains.Core;

namespace Preciso.Grains.Documents.Workers;

/// <summary>
/// The cores of the cluster's workers, as far as this silo has them in use: a page goes where most are free. Each silo is given one page
/// more than it has cores, so that it need not wait for the next.
/// </summary>
internal sealed class Seats(IClusterMembershipService membership, ISiloMetadataCache cards, TimeProvider time)
{
    /// <summary>Silos come and go without a word to those that wait.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<SiloAddress, int> _taken = [];
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Count => Workers().Sum(worker => worker.Cores + 1);

    /// <param name="avoided">Silos that have just failed; taken all the same while there is no other.</param>
    public async Task<Seat> Take(IReadOnlySet<SiloAddress> avoided, CancellationToken cancel)
    {
        while (true)
        {
            Task freed;
            lock (_gate)
            {
                if (Freest(avoided) is { } silo)
                {
                    _taken[silo] = Taken(silo) + 1;
                    return new Seat(silo, () => Free(silo));
                }
                freed = _freed.Task;
            }
            await Task.WhenAny(freed, Task.Delay(LookAgain, time, cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }

    private SiloAddress? Freest(IReadOnlySet<SiloAddress> avoided)
    {
        var workers = Workers();
        var fresh = workers.Where(worker => !avoided.Contains(worker.Silo)).ToList();
        return (fresh.Count > 0 ? fresh : workers)
            .Where(worker => Taken(worker.Silo) <= worker.Cores)
            .OrderBy(worker => (double)Taken(worker.Silo) / worker.Cores)
            .Select(worker => worker.Silo).FirstOrDefault();
    }

    private List<(SiloAddress Silo, int Cores)> Workers() => [.. membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active)
        .Select(member => (member.SiloAddress, Card: SiloCard.From(cards.GetSiloMetadata(member.SiloAddress))))
        .Where(member => member.Card.Slots > 0)
        .Select(member => (member.SiloAddress, member.Card.Slots))];

    private int Taken(SiloAddress silo) => _taken.GetValueOrDefault(silo);

    private void Free(SiloAddress silo)
    {
        TaskCompletionSource freed;
        lock (_gate)
        {
            if ((_taken[silo] -= 1) == 0)
            {
                _taken.Remove(silo); // it may never come again
            }
            (freed, _freed) = (_freed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        freed.SetResult();
    }
}

internal sealed class Seat(SiloAddress silo, Action free) : IDisposable
{
    public SiloAddress Silo => silo;

    public void Dispose() => free();
}
