using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>kill -9 in the middle of an ingest: after a restart the document becomes ready, once and whole.</summary>
public sealed class KilledIngestTests(TestCluster cluster)
{
    private const int Paragraphs = 4000;

    static KilledIngestTests() => DapperSetup.Apply(); // no silo is in this process

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("reading", 0)]
    [InlineData("reading", 900)]
    [InlineData("indexing", 0)]
    [InlineData("indexing", 900)]
    public async Task A_document_whose_silo_was_killed_becomes_ready_once(string whenIn, int extraMilliseconds)
    {
        var database = await cluster.CreateDatabase();
        var home = Directory.CreateTempSubdirectory("preciso-kill-");
        Guid document;
        await using (var first = await SiloProcess.Start(database, home.FullName))
        {
            await using var held = await Held.At(database, whenIn);
            document = await Upload(first.Client);
            await Eventually.True(async () => await first.Client.Status(document) == whenIn, TimeSpan.FromSeconds(30));
            await Task.Delay(extraMilliseconds, Cancel); // at once is in the midst of the work, later is while it is written
            await first.Kill();
            await held.EndOthers();
        }
        var afterKill = await Counts(database);

        await using var second = await SiloProcess.Start(database, home.FullName);
        await Eventually.True(async () => await second.Client.Status(document) == "ready", TimeSpan.FromSeconds(60));

        var counts = await Counts(database);
        Assert.Equal(0, afterKill.Embedded); // the kill did come before the end
        Assert.Equal(1, counts.Embedded);
        Assert.Equal(counts.Claimed, counts.Chunks);
        Assert.Equal(Paragraphs, counts.DistinctParagraphs);
        Assert.Equal("completed", counts.JobState);
        Assert.Equal(2, counts.Attempts);
        await second.Kill();
        home.Delete(recursive: true);
    }

    [Theory]
    [InlineData("queued")]
    [InlineData("reading")]
    [InlineData("indexing")]
    public async Task A_document_whose_reading_was_canceled_is_read_when_it_is_uploaded_again(string whenIn)
    {
        var database = await cluster.CreateDatabase();
        var home = Directory.CreateTempSubdirectory("preciso-cancel-");
        await using var gateway = await SiloProcess.Start(database, home.FullName, "gateway,scheduler");
        await using (whenIn == "queued" ? null : await SiloProcess.Start(database, home.FullName, "worker"))
        {
            Guid canceled;
            await using (await Held.At(database, whenIn))
            {
                canceled = await Upload(gateway.Client);
                await Eventually.True(async () => await gateway.Client.Status(canceled) == whenIn, TimeSpan.FromSeconds(30));
                var detail = await gateway.Client.GetFromJsonAsync<JsonElement>($"/api/v1/documents/{canceled}", Cancel);
                var job = detail.GetProperty("job_id");
                (await gateway.Client.PostAsync($"/api/v1/pipeline/jobs/{job}/cancel", null, Cancel)).EnsureSuccessStatusCode();
            }
            await using var another = whenIn == "queued" ? await SiloProcess.Start(database, home.FullName, "worker") : null;
            await Eventually.True(async () => await gateway.Client.Status(canceled) == "failed", TimeSpan.FromSeconds(60));
            var afterCancel = await Counts(database);

            var again = await Upload(gateway.Client);
            await Eventually.True(async () => await gateway.Client.Status(again) == "ready", TimeSpan.FromSeconds(60));

            var counts = await Counts(database);
            Assert.Equal((canceled, 0L, 1L), (again, afterCancel.Embedded, counts.Embedded));
            Assert.Equal(Paragraphs, counts.DistinctParagraphs);
        }
        await gateway.Kill();
        home.Delete(recursive: true);
    }

    private static Task<Guid> Upload(HttpClient client)
    {
        var text = new StringBuilder();
        for (var i = 0; i < Paragraphs; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"문단 P{i:00000} 매출은 {i * 17 % 9973}억 원이고 비용은 {i * 31 % 7919}억 원이다.\n\n");
        }
        return client.Upload("long.txt", Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static async Task<Found> Counts(string database)
    {
        await using var owner = new NpgsqlConnection(database);
        return await owner.QuerySingleAsync<Found>(
            """
            SELECT (SELECT count(*) FROM events WHERE name = 'documents.embedded') AS embedded,
                   (SELECT coalesce(sum(chunks), 0) FROM documents) AS claimed,
                   (SELECT count(*) FROM chunks) AS chunks,
                   (SELECT count(DISTINCT m[1]) FROM chunks, regexp_matches(text, 'P\d{5}', 'g') m) AS distinct_paragraphs,
                   (SELECT state FROM jobs WHERE kind = 'ingest' ORDER BY created_at DESC LIMIT 1) AS job_state,
                   (SELECT attempt FROM jobs WHERE kind = 'ingest' ORDER BY created_at DESC LIMIT 1) AS attempts
            """);
    }

    /// <summary>A document stays where it is while what it writes next is locked, however fast the machine.</summary>
    private sealed class Held(NpgsqlConnection owner) : IAsyncDisposable
    {
        public static async Task<Held> At(string database, string status)
        {
            var owner = new NpgsqlConnection(database);
            await owner.OpenAsync(Cancel);
            var written = status == "indexing" ? "chunks" : "document_pages";
            await owner.ExecuteAsync($"BEGIN; LOCK TABLE {written} IN SHARE MODE");
            return new(owner);
        }

        /// <summary>What a process that is no more had asked for: it may not come true now.</summary>
        public Task EndOthers() => owner.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted");

        public ValueTask DisposeAsync() => owner.DisposeAsync();
    }

    private sealed class Found
    {
        public long Embedded { get; init; }
        public long Claimed { get; init; }
        public long Chunks { get; init; }
        public long DistinctParagraphs { get; init; }
        public required string JobState { get; init; }
        public int Attempts { get; init; }
    }
}
