using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Grains.Jobs;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Operations;

/// <summary>What a collector gets to see of a job.</summary>
public sealed class TracingTests(TestCluster cluster)
{
    private const string Secret = "tangerine";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_span_of_a_job_carries_its_id_and_none_the_text_of_a_document()
    {
        await using var collector = await OtlpReceiver.Start();
        await using var silo = new TestSilo(cluster) { Settings = ["--Preciso:Otlp:Endpoint", collector.Address] };
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JobTelemetry.Name,
            ActivityStopped = ended.Enqueue
        };
        ActivitySource.AddActivityListener(listener);
        await silo.InitializeAsync();
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);

        var uploaded = await silo.Upload(admin, "note.txt", "The password of the vault is tangerine.\n"u8.ToArray());
        await silo.Settled(admin, uploaded.DocumentId);
        using var answer = await client.PostAsJsonAsync(
            "/api/v1/rag/query", new { question = $"What is the password of the vault, {Secret}?" }, TestContext.Current.CancellationToken);
        using var sought = await client.GetAsync($"/api/v1/documents?search={Secret}", TestContext.Current.CancellationToken);
        var asked = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        var (ingest, ask) = ($"{uploaded.JobId}", asked.GetProperty("job_id").GetString()!);
        await Eventually.True(
            () => Task.FromResult(collector.Count(ingest) >= 3 && collector.Count(ask) >= 2
                && collector.Count("POST /api/v1/rag/query") >= 1 && collector.Count("GET /api/v1/documents") >= 1), Deadline);
        Assert.True(collector.Count("job ingest") >= 1);
        Assert.True(collector.Count("step ") >= 1);
        Assert.True(collector.Count("grain documents.register") >= 1);
        Assert.Equal(0, collector.Count(Secret));
        // To the span that ordered it
        Assert.Contains(ended, span => $"{span.GetTagItem(JobTelemetry.JobId)}" == ingest && span.Links.Any());
    }
}
