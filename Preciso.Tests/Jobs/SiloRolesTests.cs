using System.Net;
using Preciso.Documents;
using Preciso.Grains.Core;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Grains.Jobs;
using Preciso.Jobs;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

/// <summary>Silos with parts of the work share one PostgreSQL.</summary>
public sealed class SiloRolesTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_taken_in_by_a_gateway_is_read_by_a_worker_and_asked_about_at_the_gateway()
    {
        await using var gateway = new TestSilo(cluster) { Settings = ["--Preciso:Roles", "gateway,console"] };
        await gateway.InitializeAsync();
        var user = await gateway.NewTenant();
        var uploaded = await gateway.Upload(user, "note.txt", "매출은 10억 원이다."u8.ToArray());
        var before = (await gateway.Documents.Get(user, uploaded.DocumentId, Cancel)).Document.Status;

        await using var worker = new TestSilo(cluster) { Settings = ["--Preciso:Roles", "worker,scheduler"], Beside = gateway };
        await worker.InitializeAsync();
        var after = (await gateway.Settled(user, uploaded.DocumentId)).Status;
        var answer = await gateway.Ask(user, "매출은 얼마인가?");

        Assert.Equal((DocumentState.Queued, DocumentState.Ready), (before, after));
        Assert.True(answer.Answered);
    }

    [Fact]
    public async Task Work_for_a_role_that_no_silo_has_waits_and_the_board_says_so()
    {
        var drawing = new JobKind("drawing", Lane.Batch, JobKind.Gpu);
        await using var silo = new TestSilo(cluster)
        {
            Settings = ["--Preciso:Roles", "gateway,worker,scheduler"],
            Also = services => services.AddJob<Rehearsal>(drawing),
        };
        await silo.InitializeAsync();
        var admin = await silo.NewTenant();
        var id = Guid.CreateVersion7();
        await silo.Database.Commit(admin, "test", id.ToString(), unit =>
        {
            unit.Enqueue(new NewJob(id, drawing, id.ToString()));
            return Task.FromResult(0);
        });

        var before = await Board(silo, admin);
        await using var gpu = new TestSilo(cluster)
        {
            Settings = ["--Preciso:Roles", "gpu"],
            Beside = silo,
            Also = services => services.AddJob<Rehearsal>(drawing),
        };
        gpu.Stage.Mended = true;
        await gpu.InitializeAsync();
        await silo.JobOnceIn(admin, id, JobState.Completed);

        Assert.Equal(new StrandedJobs("drawing", "gpu", 1), Assert.Single(before.Stranded));
        Assert.Empty((await Board(silo, admin)).Stranded);
    }

    [Fact]
    public async Task A_silo_that_is_no_gateway_has_health_but_no_api_and_no_console()
    {
        await using var worker = new TestSilo(cluster) { Settings = ["--Preciso:Roles", "worker"] };
        await worker.InitializeAsync();
        using var client = new HttpClient { BaseAddress = worker.Address };

        var health = await client.GetAsync("/health/ready", Cancel);
        var api = await client.GetAsync("/api/v1/documents", Cancel);
        var page = await client.GetAsync("/sign-in", Cancel);

        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (health.StatusCode, api.StatusCode, page.StatusCode));
    }

    [Fact]
    public void A_role_that_there_is_not_is_named_with_those_that_there_are()
    {
        var error = Assert.Throws<FormatException>(() => SiloRoles.Parse("gateway, wroker"));

        Assert.Contains("'wroker'", error.Message, StringComparison.Ordinal);
        Assert.Contains("worker", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_the_setting_a_silo_does_everything(string? setting)
    {
        Assert.Equal(["gateway", "console", "worker", "gpu", "scheduler"], SiloRoles.Parse(setting).Names);
    }

    private static Task<Board> Board(TestSilo silo, Caller admin) => silo.Services.GetRequiredService<IBoard>().Get(admin, Cancel);
}
