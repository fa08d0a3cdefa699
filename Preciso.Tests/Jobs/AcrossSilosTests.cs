using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Bench;
using Preciso.Grains.Jobs;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

/// <summary>What one silo is told reaches another at once: work that waits, and work that is to stop.</summary>
public sealed class AcrossSilosTests(TestCluster cluster) : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("preciso-silos-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task A_job_of_one_idle_silo_is_started_by_another_at_once()
    {
        await using var world = new QueueWorld(cluster);
        await world.InitializeAsync();
        var caller = await world.NewUser();
        await using var worker = await SiloProcess.Start(
            world.ConnectionString, _home.FullName, "worker", [typeof(WorkerProcess).Assembly.Location, WorkerProcess.Verb]);
        await world.Speak(); // this side has no worker, but it tells of what it enqueues

        var waits = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await Eventually.True(() => IsIdle(world.ConnectionString), Soon);
            var id = await world.Enqueue(caller, BenchJobs.Nothing);
            await Eventually.True(async () => await world.State(id) == Preciso.Jobs.JobState.Completed, Soon);
            waits.Add(await world.Ask<double>(
                "SELECT extract(epoch FROM started_at - created_at)::float8 FROM jobs WHERE job_id = @id", new { id }));
        }

        // Not how fast, but by what: untold it would look again ten seconds after it fell asleep, each time.
        Assert.True(waits.Order().ElementAt(2) < 5, $"They waited {string.Join(", ", waits.Select(wait => $"{wait:0.0}"))} s.");
    }

    [Fact]
    public async Task A_job_that_is_canceled_at_another_silo_stops_there_and_leaves_no_child()
    {
        var database = await cluster.CreateDatabase();
        await using var gateway = await SiloProcess.Start(database, _home.FullName, "gateway");
        await using var worker = await SiloProcess.Start(database, _home.FullName, "worker,scheduler");
        var words = string.Join(
            '\n', Enumerable.Range(0, 40).Select(line => $"Line {line} has many words, so that to recognise all of them takes seconds."));
        var scan = new ByteArrayContent(Pdf.Scanned(1653, 2339, await Pdf.Picture(Pdf.Print(words))));
        var job = (await gateway.Client.Upload("scan.pdf", scan)).GetProperty("job_id").GetGuid();
        await Eventually.True(() => Task.FromResult(worker.Children().Contains("tesseract")), Soon); // the page is being recognised

        using var canceled = await gateway.Client.PostAsync($"/api/v1/pipeline/jobs/{job}/cancel", null, Cancel);

        canceled.EnsureSuccessStatusCode();
        await Eventually.True(() => Task.FromResult(worker.Children().Count == 0), Soon);
        Assert.Equal("canceled",
            (await gateway.Client.GetFromJsonAsync<JsonElement>($"/api/v1/pipeline/jobs/{job}", Cancel)).GetProperty("status").GetString());
    }

    /// <summary>Nothing runs or waits, and the dispatcher has had time to fall asleep.</summary>
    private static async Task<bool> IsIdle(string connectionString)
    {
        await using var owner = new NpgsqlConnection(connectionString);
        return await owner.ExecuteScalarAsync<bool>(
            """
            SELECT NOT EXISTS (
                SELECT FROM jobs
                WHERE state IN ('pending', 'processing') OR ended_at > clock_timestamp() - interval '300 milliseconds')
            """);
    }
}
