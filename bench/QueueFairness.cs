using System.Globalization;
using Preciso.Grains.Jobs;

namespace Preciso.Bench;

/// <summary>
/// How evenly the workers' time is shared among those who want more than they get, by Jain's index: 1 when all get the same,
/// 1/n when one gets everything.
/// </summary>
public sealed class QueueFairness(BenchCluster cluster, TextWriter output)
{
    private static readonly int[] Backlogs = [10, 30, 60, 100, 200, 300, 500, 800, 1200, 2000];

    public async Task Run()
    {
        var tenants = new List<Caller>();
        foreach (var _ in Backlogs)
        {
            tenants.Add(await cluster.NewUser());
        }
        await Measure("fairness over 10 tenants", tenants, caller => caller.TenantId, "tenant_id");

        var users = new List<Caller> { await cluster.NewUser() };
        while (users.Count < Backlogs.Length)
        {
            users.Add(await cluster.NewUser(users[0].TenantId));
        }
        await Measure("fairness over 10 users of a tenant", users, caller => caller.UserId, "user_id");
    }

    private async Task Measure(string what, List<Caller> callers, Func<Caller, Guid> asker, string column)
    {
        foreach (var (caller, backlog) in callers.Zip(Backlogs).Reverse())
        {
            await cluster.Enqueue(caller, BenchJobs.Pause, backlog, _ => "1"); // the largest comes first
        }
        var askers = callers.Select(asker).ToArray();
        await using (await cluster.StartWorker())
        {
            await BenchCluster.Until(async () => (await Order(askers, column)).Count >= Backlogs.Sum());
        }
        var windows = Windows(await Order(askers, column), [.. askers.Zip(Backlogs)]).ToList();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-38} Jain {windows[0]:0.000} while all have work, {windows.Min():0.000} in the least even stretch after that (aim "
            + $"0.95); {Backlogs[0]} to {Backlogs[^1]} jobs each"));
    }

    private Task<IReadOnlyList<Guid>> Order(Guid[] askers, string column) =>
        cluster.Rows<Guid>(
        $"SELECT {column} FROM jobs WHERE kind = 'bench_pause' AND {column} = ANY (@askers) AND state = 'completed' ORDER BY started_at, "
        + $"job_id", new { askers });

    /// <summary>From one asker's last job to the next one's: the index over those who still have work all that while.</summary>
    private static IEnumerable<double> Windows(IReadOnlyList<Guid> order, IReadOnlyList<(Guid Asker, int Jobs)> backlogs)
    {
        var left = backlogs.ToDictionary(backlog => backlog.Asker, backlog => backlog.Jobs);
        var counts = left.Keys.ToDictionary(asker => asker, _ => 0);
        foreach (var asker in order)
        {
            counts[asker]++;
            if (--left[asker] > 0)
            {
                continue;
            }
            if (counts.Values.Sum() >= 5 * counts.Count) // shorter ones say nothing
            {
                yield return Jain([.. counts.Values]);
            }
            left.Remove(asker);
            counts = left.Keys.ToDictionary(remaining => remaining, _ => 0);
        }
    }

    private static double Jain(IReadOnlyList<int> shares) =>
        Math.Pow(shares.Sum(), 2) / (shares.Count * shares.Sum(share => (double)share * share));
}
