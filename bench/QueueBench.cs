using System.Diagnostics;
using System.Globalization;
using Preciso.Grains.Jobs;

namespace Preciso.Bench;

/// <summary>What the queue does under load, each figure beside its limit or aim, all on one PostgreSQL in one run.</summary>
public sealed class QueueBench(BenchCluster cluster, TextWriter output)
{
    private const int Callers = 8;
    private const int Jobs = 1500;
    private const int Rounds = 3;

    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(20);

    public static async Task Run(TextWriter output)
    {
        await using var cluster = await BenchCluster.Start();
        var bench = new QueueBench(cluster, output);
        await using (await cluster.StartWorker())
        {
            await bench.Throughput(1);
            await bench.Idle();
            await new QueueWaits(cluster, output).Run();
        }
        await bench.ThreeSilos();
        await new QueueFairness(cluster, output).Run();
    }

    private async Task ThreeSilos()
    {
        await using var first = await cluster.StartWorker();
        await using var second = await cluster.StartWorker();
        await using var third = await cluster.StartWorker();
        await Throughput(3);
    }

    /// <summary>Both in turn, several times: what else the machine does falls on both.</summary>
    private async Task Throughput(int silos)
    {
        var caller = await cluster.NewUser();
        var bare = new BareQueue(cluster.Owner);
        var workers = silos * new JobOptions().Workers;
        await Ours(caller, Jobs / 4);
        await bare.Run(Jobs / 4, Callers, workers);
        var (ours, limit) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await Ours(caller, Jobs));
            limit.Add(await bare.Run(Jobs, Callers, workers));
        }
        var (median, bareMedian) = (ours.Order().ElementAt(Rounds / 2), limit.Order().ElementAt(Rounds / 2));
        var share = median / bareMedian;
        Line(
            $"enqueue + claim + complete, {silos} silo{(silos == 1 ? "" : "s")}",
            $"{median:0} jobs/s; a bare SKIP LOCKED loop with {workers} workers {bareMedian:0}; ours is {share:0.00} of it (aim 0.70)");
    }

    private async Task<double> Ours(Caller caller, int jobs)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async i =>
        {
            for (var n = i; n < jobs; n += Callers)
            {
                await cluster.Enqueue(caller, BenchJobs.Nothing, 1, _ => null);
            }
        }));
        await BenchCluster.Until(async () => await Open() == 0);
        return jobs / watch.Elapsed.TotalSeconds;
    }

    private Task<long> Open() => cluster.Ask<long>(
        "SELECT (SELECT count(*) FROM jobs WHERE state IN ('pending', 'retrying')) + (SELECT count(*) FROM jobs WHERE state = "
        + "'processing')");

    /// <summary>What a silo asks of PostgreSQL when nobody asks anything of it.</summary>
    private async Task Idle()
    {
        await Task.Delay(IdleFor / 2); // what was done before is tidied up, and counted
        var before = await Transactions();
        await Task.Delay(IdleFor);
        var ours = await Transactions() - before - 1; // one of the two looks is counted in the other
        Line("idle, 1 silo", $"{ours / IdleFor.TotalSeconds:0.0} transactions/s on the database, all processes together");
    }

    private Task<long> Transactions() =>
        cluster.Ask<long>("SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()");

    private void Line(string what, FormattableString figures) =>
        output.WriteLine($"{what,-38} {figures.ToString(CultureInfo.InvariantCulture)}");
}
