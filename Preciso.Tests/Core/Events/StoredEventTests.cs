using System.Text.Json.Serialization;
using System.Text.Json;
using System.Text;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Jobs;
using Preciso.Questions;
using Preciso.Tenants;
using Preciso.Tests.Jobs;
using Preciso.Tests.Web;
using Preciso.Tests.World;

using static Preciso.Tests.Jobs.QueueWorld;

namespace Preciso.Tests.Core.Events;

/// <summary>What lies in the log can be read back as the record of its name, whoever wrote it.</summary>
public sealed class StoredEventTests(TestSilo silo, QueueWorld queue) : IClassFixture<TestSilo>, IClassFixture<QueueWorld>
{
    private static readonly JsonSerializerOptions Strict =
        new(PrecisoJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_of_people_and_documents_are_what_their_records_say()
    {
        await LiveThroughPeople();
        await LiveThroughDocuments();
        await LiveThroughQuestions();

        var seen = await AssertReadable(silo.ConnectionString);

        AssertSeen(
            seen,
            [.. EventCatalogue.Types.Where(type => type.Value.Namespace == typeof(UserRegistered).Namespace).Select(type => type.Key)]);
        AssertSeen(
            seen, "documents.uploaded", "documents.parsed", "documents.embedded", "documents.failed", "documents.retried",
            "documents.shared", "documents.unshared", "documents.deleted", "usage.recorded", "documents.validated",
            "documents.review_assigned", "approvals.approved", "approvals.rejected", "approvals.changes_requested", "threads.renamed",
            "threads.deleted", "threads.shared", "threads.unshared", "threads.left", "answers.rated",
            "embedders.selected", "embedders.switched");
    }

    [Fact]
    public async Task Events_of_jobs_which_the_database_writes_are_what_their_records_say()
    {
        var caller = await queue.NewUser();
        var broken = new JobProblem(ErrorClass.Dependency, "broken", "It broke.");
        foreach (var state in (JobState[])[JobState.Completed, JobState.Failed, JobState.Retrying, JobState.DeadLetter, JobState.Pending])
        {
            await queue.Enqueue(caller);
            var job = (await queue.Claim("worker", Long))!;
            await queue.Ends.Write(
                job, JobEnd.For(job, state, state is JobState.Completed or JobState.Pending ? null : broken, delay: TimeSpan.FromHours(1)));
        }

        var seen = await AssertReadable(queue.ConnectionString);

        AssertSeen(
            seen, "jobs.enqueued", "jobs.started", "jobs.completed", "jobs.failed", "jobs.retrying", "jobs.dead_letter", "jobs.released");
    }

    [Fact]
    public async Task What_people_do_to_jobs_is_what_the_records_say()
    {
        var admin = await silo.NewTenant();
        var id = Guid.CreateVersion7();
        await silo.Database.Commit(admin, "test", id.ToString(), unit =>
        {
            unit.Enqueue(new NewJob(id, Work, id.ToString()));
            return Task.FromResult(0);
        });
        var job = silo.Grains.Get<IJobGrain>(id, admin);

        await job.SetAside(new SetJobAside(null));
        await job.Retry(new RetryJob());
        await job.Cancel(new CancelJob());

        var seen = await AssertReadable(silo.ConnectionString);
        AssertSeen(seen, "jobs.dead_letter", "jobs.retried", "jobs.canceled");
    }

    private async Task LiveThroughPeople()
    {
        var admin = await silo.NewTenant();
        await silo.Grains.Get<ITenantGrain>(admin.TenantId, admin)
            .SetQuota(new SetQuota(Lane.Batch, QuotaScope.Tenant, null, new Quota(60, 10, null)));
        await silo.Grains.Get<ITenantGrain>(admin.TenantId, admin).ChangeSettings(new TenantSettings(TrainingAllowed: true));
        var email = $"{Guid.CreateVersion7():N}@example.com";
        var added = await silo.People.AddUser(admin, email, "Kim", Role.Analyst, Cancel);
        var kim = new Caller(admin.TenantId, added.User.Id, Role.Analyst);
        await silo.People.SignIn(email, added.Password, Cancel);
        for (var i = 0; i < 5; i++)
        {
            await silo.People.SignIn(email, "wrong", Cancel);
        }
        var user = silo.Grains.Get<IUserGrain>(kim.UserId, admin);
        await user.ChangePassword(new ChangePassword("hash"));
        await user.ChangeRole(new ChangeRole(Role.Reviewer));
        await user.SetDisabled(new SetDisabled(true));
        var issued = await silo.People.IssueApiKey(kim, "key", Cancel);
        await user.RevokeApiKey(new RevokeApiKey(issued.View.Id));
        var team = await silo.NewTeam(admin, kim);
        await silo.Grains.Get<ITeamGrain>(team, admin).RemoveMember(new RemoveTeamMember(kim.UserId));
    }

    private async Task LiveThroughDocuments()
    {
        var admin = await silo.NewTenant();
        var reader = await silo.NewUser(admin);
        var note = silo.Grains.Get<IDocumentGrain>(await silo.UploadReady(admin, "note.txt", "The office opens at nine."), admin);
        await note.Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        await note.Unshare(new UnshareDocument(reader.UserId, null));
        await note.AssignReview(new AssignReview(admin.UserId));
        await note.Approve(new ApproveDocument("As it says."));
        await note.RequestChanges(new RequestDocumentChanges("The hours are old.", []));
        await note.Reject(new RejectDocument("No longer true."));
        await note.Delete(new DeleteDocument());
        var broken = await silo.Upload(admin, "broken.pdf", Encoding.ASCII.GetBytes("%PDF-1.4\nnothing more"));
        await silo.Settled(admin, broken.DocumentId);
        await silo.Grains.Get<IDocumentGrain>(broken.DocumentId, admin).Retry(new RetryDocument());
    }

    private async Task LiveThroughQuestions()
    {
        var admin = await silo.NewTenant();
        var answer = await silo.Ask(admin, "What opens at nine?");
        await silo.Grains.Get<IAnswerGrain>(answer.JobId, admin).Rate(new RateAnswer(false, RatingReason.ShouldKnow));
        var thread = silo.Grains.Get<IThreadGrain>(answer.ThreadId!.Value, admin);
        await thread.Rename(new RenameThread("Hours"));
        var reader = await silo.NewUser(admin);
        await thread.Share(new ShareThread(reader.UserId, null));
        await silo.Grains.Get<IThreadGrain>(answer.ThreadId.Value, reader).Leave(new LeaveThread());
        await thread.Share(new ShareThread(reader.UserId, null));
        await thread.Unshare(new UnshareThread(reader.UserId, null));
        await thread.Delete(new DeleteThread());
        await silo.Grains.Get<IEmbedderGrain>(admin.TenantId, admin).Select(new SelectEmbedder("arctic-embed-xs:v1"));
    }

    private static void AssertSeen(IReadOnlySet<string> seen, params string[] names) => Assert.Empty(names.Except(seen));

    /// <summary>Every stored event parses, has no field that its record lacks, and none that its record must have is missing.</summary>
    private static async Task<IReadOnlySet<string>> AssertReadable(string connectionString)
    {
        await using var owner = new NpgsqlConnection(connectionString);
        var stored = (await owner.QueryAsync<(string Name, int Version, string Grain, string Data)>(
            "SELECT name, version, grain, data::text FROM events")).AsList();
        var keyedBy = File.ReadLines(Path.Combine(Repository.Root, "docs", "events.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ")).ToDictionary(row => row[0].Trim('`'), row => row[2]);
        foreach (var (name, version, grain, data) in stored)
        {
            var type = Assert.Contains(name, EventCatalogue.Types);
            Assert.NotNull(JsonSerializer.Deserialize(data, type, Strict));
            var fields = JsonDocument.Parse(data).RootElement.EnumerateObject().Select(field => field.Name).ToHashSet();
            Assert.Empty(EventCatalogue.Fields(type).Where(field => !field.IsOptional).Select(field => field.Name).Except(fields));
            Assert.Equal((EventCatalogue.Version(type), keyedBy[name]), (version, grain));
        }
        return stored.Select(row => row.Name).ToHashSet();
    }
}
