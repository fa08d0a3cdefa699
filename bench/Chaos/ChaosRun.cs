using System.Collections.Concurrent;
using System.Diagnostics;

namespace Preciso.Bench.Chaos;

/// <summary>
/// One history: documents come in through whichever silo answers, while two hands kill and halt silos and restart PostgreSQL, so that of
/// three silos one is always left alone. Then it is calm, and what is stored is held against what must be true of any history.
/// </summary>
public sealed class ChaosRun(ChaosCluster cluster, ChaosPlan plan)
{
    private const int Hands = 2;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<Fault> _faults = [];
    private readonly SemaphoreSlim[] _unhurt = [.. Enumerable.Range(0, cluster.Silos.Count).Select(_ => new SemaphoreSlim(1))];
    private readonly SemaphoreSlim[] _postgres = [new(1)]; // an array like the other, which nobody has to dispose of
    private int _begun;

    public static async Task<ChaosReport> Live(ChaosPlan plan)
    {
        await using var cluster = await ChaosCluster.Start(silos: 3, plan.Fsync);
        return await new ChaosRun(cluster, plan).Live();
    }

    private async Task<ChaosReport> Live()
    {
        var watch = Stopwatch.StartNew();
        var random = new Random(plan.Seed);
        var client = new ChaosUploads(cluster, plan.Documents);
        var hands = Enumerable.Range(0, Hands).Select(_ => Hurt(new Random(random.Next()))).ToList();
        var uploads = client.Run(() => (double)Volatile.Read(ref _begun) / plan.Faults);
        await Task.WhenAll(hands);
        var settled = await ChaosCluster.Until(async () => uploads.IsCompleted && await IsSettled(), Settling);

        var record = await ChaosRecord.Read(cluster);
        var waits = record.TakeUps([.. _faults]).ToList();
        List<string> violations =
        [
            .. settled ? Array.Empty<string>() : ["Work is left though nothing goes wrong any more."],
            .. client.Twice.Select(file => $"File {file} was said to be two documents."), .. record.Violations(client.Documents),
        ];
        return new ChaosReport(
            violations, [.. _faults], client.Documents.Count, client.Sent, client.Refused, waits.Count, waits.DefaultIfEmpty().Max(),
            watch.Elapsed);
    }

    private async Task Hurt(Random random)
    {
        while (Interlocked.Increment(ref _begun) <= plan.Faults)
        {
            await Task.Delay(plan.Pause * random.NextDouble());
            var draw = random.Next(10);
            if (draw == 0)
            {
                await HurtPostgres(random.Next(2) == 0);
            }
            else
            {
                await HurtSilo(random.Next(cluster.Silos.Count), halt: draw <= 3, plan.Longest * random.NextDouble());
            }
        }
    }

    private async Task HurtPostgres(bool kill)
    {
        await _postgres[0].WaitAsync();
        _faults.Enqueue(new Fault(kill ? FaultKind.KillPostgres : FaultKind.StopPostgres, null, TimeProvider.System.GetUtcNow()));
        await cluster.RestartPostgres(kill);
        _postgres[0].Release();
    }

    private async Task HurtSilo(int which, bool halt, TimeSpan howLong)
    {
        while (!_unhurt[which].Wait(0))
        {
            which = (which + 1) % _unhurt.Length; // two hands, three silos: there is one
        }
        var silo = cluster.Silos[which];
        _faults.Enqueue(new Fault(halt ? FaultKind.Halt : FaultKind.Kill, silo.ProcessId, TimeProvider.System.GetUtcNow()));
        if (halt)
        {
            await silo.Halt(howLong);
            await ChaosCluster.Until(silo.IsReady, Settling);
        }
        else
        {
            await silo.Kill();
            await silo.Start();
        }
        _unhurt[which].Release();
    }

    private async Task<bool> IsSettled() => await cluster.Ask<bool>(
        """
        SELECT NOT EXISTS (SELECT FROM jobs WHERE state IN ('pending', 'processing', 'retrying'))
           AND NOT EXISTS (SELECT FROM events WHERE log_offset IS NULL)
        """);
}
