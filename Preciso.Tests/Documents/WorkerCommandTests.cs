using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Documents;
using Preciso.Grains.Jobs;
using Preciso.Jobs;
using Preciso.Tests.Jobs;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>What the ingest worker tells a document counts only while it holds the job; here the test is the worker.</summary>
public sealed class WorkerCommandTests(TestCluster cluster) : IAsyncLifetime
{
    private static readonly DocumentQuality Good = new(1, 0, 0, 1, 0);

    private readonly TestSilo _silo = new(cluster) { Settings = ["--Preciso:Roles", "gateway"] };

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Every_command_of_a_forgotten_claim_is_refused_and_those_of_the_next_are_not()
    {
        var owner = await _silo.NewTenant();
        var uploaded = await _silo.Upload(owner, "note.txt", Encoding.UTF8.GetBytes("The office opens at nine."));
        var document = _silo.Grains.Get<IDocumentGrain>(uploaded.DocumentId, owner);
        var forgotten = await Claim("first");
        await QueueWorld.ForgetClaim(_silo.ConnectionString, uploaded.JobId);
        var held = await Claim("second");

        foreach (var command in Commands(document, forgotten))
        {
            await Assert.ThrowsAsync<LeaseLostException>(command);
        }
        var reading = await document.BeginReading(new BeginReading(held));

        Assert.Equal((uploaded.JobId, forgotten.JobId, forgotten.Attempt), (held.JobId, held.JobId, held.Attempt));
        Assert.Equal(DocumentState.Reading, reading.Status);
    }

    private static IEnumerable<Func<Task>> Commands(IDocumentGrain document, JobLease lease) =>
    [
        () => document.BeginReading(new BeginReading(lease)),
        () => document.RecordPages(new RecordPages(lease, 1, Good)),
        () => document.CompleteIndexing(new CompleteIndexing(lease, 1, "other", 1, new ExtractionSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, []))),
        () => document.SendToReview(new SendToReview(lease, "nothing_read", "Nothing could be read.")),
    ];

    private async Task<JobLease> Claim(string worker) => Assert.Single(await _silo.Services.GetRequiredService<JobQueue>().Claim(
        new ClaimJobs(worker, ["ingest"], 1, 0, TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken)).Lease;
}
