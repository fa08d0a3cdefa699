using System.Text;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>The same file again, after its reading came to nothing, is the same document and starts again.</summary>
public sealed class UploadAgainTests(TestCluster cluster, TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly byte[] Broken = Encoding.ASCII.GetBytes("%PDF-1.4\nnothing more");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_could_not_be_read_is_read_again()
    {
        var owner = await silo.NewTenant();
        var first = await silo.Upload(owner, "broken.pdf", Broken);
        Assert.Equal(DocumentState.Failed, (await silo.Settled(owner, first.DocumentId)).Status);

        var again = await silo.Upload(owner, "broken.pdf", Broken);

        Assert.Equal((first.DocumentId, first.DocumentId, true, DocumentState.Queued),
            (again.DocumentId, again.DuplicateOf, again.ReadAgain, again.Status));
        Assert.NotEqual(first.JobId, again.JobId);
        Assert.Equal("pdf_damaged", (await silo.JobOnceIn(owner, again.JobId, JobState.Failed)).Error!.Code);
        Assert.Single((await silo.Documents.List(owner, new DocumentFilter(), Cancel)).Items);
    }

    [Fact]
    public async Task A_file_whose_reading_was_canceled_is_read_again_even_before_the_document_has_heard_of_it()
    {
        // Nobody works, and nobody tells of events.
        await using var gateway = new TestSilo(cluster) { Settings = ["--Preciso:Roles", "gateway"] };
        await gateway.InitializeAsync();
        var owner = await gateway.NewTenant();
        var content = Encoding.UTF8.GetBytes("It was canceled.");
        var first = await gateway.Upload(owner, "note.txt", content);
        await gateway.Grains.Get<IJobGrain>(first.JobId, owner).Cancel(new CancelJob());

        var again = await gateway.Upload(owner, "note.txt", content);
        var third = await gateway.Upload(owner, "note.txt", content);

        Assert.Equal((first.DocumentId, true, DocumentState.Queued), (again.DocumentId, again.ReadAgain, again.Status));
        Assert.Equal((again.JobId, false), (third.JobId, third.ReadAgain)); // it is under way
        Assert.Equal(JobState.Pending, (await gateway.Jobs.Get(owner, again.JobId, Cancel)).Job.Status);
        await using var database = new NpgsqlConnection(gateway.ConnectionString);
        Assert.Equal(
            ["documents.uploaded", "documents.failed", "documents.retried"],
            await database.QueryAsync<string>("SELECT name FROM events WHERE grain = 'document' ORDER BY position"));
    }

    [Fact]
    public async Task A_file_whose_job_was_sent_to_wait_again_by_hand_is_under_way()
    {
        await using var gateway = new TestSilo(cluster) { Settings = ["--Preciso:Roles", "gateway"] };
        await gateway.InitializeAsync();
        var owner = await gateway.NewTenant();
        var content = Encoding.UTF8.GetBytes("It was canceled, and thought better of.");
        var first = await gateway.Upload(owner, "note.txt", content);
        var job = gateway.Grains.Get<IJobGrain>(first.JobId, owner);
        await job.Cancel(new CancelJob());
        await gateway.Grains.Get<IDocumentGrain>(first.DocumentId, owner)
            .FailIngest(new FailIngest(first.JobId, "canceled", "It was canceled."));
        await job.Retry(new RetryJob());

        var again = await gateway.Upload(owner, "note.txt", content);

        Assert.Equal((first.DocumentId, first.JobId, false), (again.DocumentId, again.JobId, again.ReadAgain));
    }

    [Fact]
    public async Task A_canceled_document_says_so_by_itself_and_a_cancel_after_a_retry_is_heard_of_too()
    {
        await using var gateway = new TestSilo(cluster) { Settings = ["--Preciso:Roles", "gateway"] };
        await gateway.InitializeAsync();
        var owner = await gateway.NewTenant();
        var first = await gateway.Upload(owner, "note.txt", Encoding.UTF8.GetBytes("It waits."));
        var job = gateway.Grains.Get<IJobGrain>(first.JobId, owner);
        await job.Cancel(new CancelJob());
        await job.Retry(new RetryJob());
        await job.Cancel(new CancelJob());

        await using var worker = new TestSilo(cluster) { Settings = ["--Preciso:Roles", "worker,scheduler"], Beside = gateway };
        await worker.InitializeAsync();
        var settled = await gateway.Settled(owner, first.DocumentId);

        Assert.Equal((DocumentState.Failed, "canceled"), (settled.Status, settled.Error!.Code));
        await Eventually.True(async () => await Followed() == 2, TimeSpan.FromSeconds(30)); // each of the two ends had its follow-up
        await using var database = new NpgsqlConnection(gateway.ConnectionString);
        Assert.Equal(1, await database.ExecuteScalarAsync<int>("SELECT count(*)::int FROM events WHERE name = 'documents.failed'"));

        async Task<int> Followed()
        {
            await using var connection = new NpgsqlConnection(gateway.ConnectionString);
            return await connection.ExecuteScalarAsync<int>(
                "SELECT count(*)::int FROM jobs WHERE kind = 'follow_failed_ingest' AND state = 'completed'");
        }
    }
}
