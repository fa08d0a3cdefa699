using System.Diagnostics;
using System.Globalization;

namespace Preciso.Bench;

/// <summary>
/// How long what a person waits for waits for a worker while the silo has ten thousand other jobs to do. Being let in and being
/// claimed are a commit each, so beside it stands what one commit takes on this disk at that time.
/// </summary>
public sealed class QueueWaits(BenchCluster cluster, TextWriter output)
{
    private const int Backlog = 10_000;
    private const int Asked = 400;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    public async Task Run()
    {
        await cluster.Enqueue(
            await cluster.NewUser(), BenchJobs.Pause, Backlog, i => (20 + (i * 7 % 31)).ToString(CultureInfo.InvariantCulture));
        var person = await cluster.NewUser();
        await cluster.Sql("CREATE TABLE bare_commits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL)");
        var bare = new List<double>();
        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; i < Asked; i++)
        {
            await pace.WaitForNextTickAsync();
            var watch = Stopwatch.StartNew();
            await cluster.Sql("INSERT INTO bare_commits (at) VALUES (now())");
            bare.Add(watch.Elapsed.TotalMilliseconds);
            await cluster.Admission.Enqueue(person, BenchJobs.Question, $"question {i}", "{}", CancellationToken.None);
        }
        await BenchCluster.Until(
            async () =>
                await cluster.Ask<long>("SELECT count(*) FROM jobs WHERE kind = 'bench_question' AND state = 'completed'") == Asked);
        var waits = await cluster.Rows<double>(
            "SELECT 1000 * extract(epoch FROM started_at - created_at)::float8 FROM jobs WHERE kind = 'bench_question' ORDER BY 1");
        bare.Sort();
        var left = await cluster.Ask<long>("SELECT count(*) FROM jobs WHERE kind = 'bench_pause' AND state = 'pending'");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{"wait of interactive jobs, 20 a second",-38} p50 {waits[Asked / 2]:0.0} ms, p99 {waits[Asked * 99 / 100]:0.0} ms (aim 50) "
            + $"while {left} to {Backlog} batch jobs of 20 to 50 ms wait; one bare committed insert beside it p50 {bare[Asked / 2]:0.0} "
                + $"ms, p99 {bare[Asked * 99 / 100]:0.0} ms"));
        await cluster.Sql("UPDATE jobs SET state = 'canceled', ended_at = now() WHERE kind = 'bench_pause' AND state = 'pending'");
    }
}
