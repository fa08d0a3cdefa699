using Preciso.Bench;
using Preciso.Grains.Jobs;
using Preciso.Jobs;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

/// <summary>
/// Random histories of several silos on one database: killed, paused for longer than a lease, with wrong clocks, with a PostgreSQL
/// that is killed under them, and people who cancel and retry. Whatever happened, the log must tell a story that the model allows.
/// </summary>
public sealed class QueueHistoryTests
{
    private const int Jobs = 80;
    private static readonly TimeSpan LongerThanTheLease = TimeSpan.FromSeconds(4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_history_loses_repeats_or_strands_a_job()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("PRECISO_TEST_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"PRECISO_TEST_SEED={seed}");
        await using var world = await ChaosWorld.Start();
        var random = new Random(seed);

        var known = await Live(world, random);
        await world.Calm();
        await Eventually.True(
            async () => await world.Ask<long>("SELECT count(*) FROM jobs WHERE state IN ('pending', 'processing', 'retrying')") == 0,
            TimeSpan.FromSeconds(120));

        var histories = await world.Histories();
        Assert.Empty(known.Except(histories.Select(history => history.JobId))); // none is lost
        var broken =
            histories.SelectMany(history => JobModel.Violations(history).Select(violation => $"{history.JobId}: {violation}")).ToList();
        Assert.True(broken.Count == 0, $"Seed {seed}: {string.Join("; ", broken.Take(10))}");
        Assert.NotEmpty(world.Holders);
        // A lease is one worker's, for one attempt at one job
        Assert.All(world.Holders.GroupBy(holder => holder.Lease), holders => Assert.Single(holders));
        Assert.True(
            histories.Count(history => history.Final == JobState.Completed) > Jobs / 4, $"Seed {seed}: hardly anything was completed.");
        Assert.True(histories.Any(history => history.Steps.Select(step => step.Attempt).Distinct().Count() > 1),
            $"Seed {seed}: nothing went wrong.");
    }

    /// <summary>Work comes in, and every now and then something bad happens. Returns the jobs that were surely enqueued.</summary>
    private static async Task<List<Guid>> Live(ChaosWorld world, Random random)
    {
        var known = new List<Guid>();
        var disasters = Task.CompletedTask;
        while (known.Count < Jobs)
        {
            if (await world.TryEnqueue(Args(random)) is { } id)
            {
                known.Add(id);
            }
            if (known.Count > 0 && random.Next(4) == 0)
            {
                await world.TryOrder(known[random.Next(known.Count)], (JobAction)random.Next(4));
            }
            if (disasters.IsCompleted)
            {
                await disasters;
                disasters = Disaster(world, random.Next(8), random.Next(ChaosWorld.Processes));
            }
            await Task.Delay(random.Next(100), Cancel);
        }
        await disasters;
        return known;
    }

    private static BenchJobs.StepsArgs Args(Random random) => new(
        random.Next(10) == 0 ? 2500 : random.Next(5, 100), // some are still at work when their silo wakes up
        random.Next(4) == 0 ? random.Next(1, 3) : 0,
        random.Next(3) == 0 ? ErrorClass.Input : ErrorClass.Dependency);

    private static async Task Disaster(ChaosWorld world, int kind, int process)
    {
        switch (kind)
        {
            case 0 or 1 or 2:
                await world.Kill(process);
                break;
            case 3 or 4 or 5:
                await world.Pause(process, LongerThanTheLease);
                break;
            case 6:
                await world.KillPostgres();
                break;
            default:
                await world.RestartSkewed();
                break;
        }
    }
}
