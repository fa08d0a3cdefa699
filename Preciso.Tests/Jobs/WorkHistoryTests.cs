using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

/// <summary>The figures of the board over time, against the jobs that they are about.</summary>
public sealed class WorkHistoryTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IWorkHistory History => silo.Services.GetRequiredService<IWorkHistory>();

    [Fact]
    public async Task The_parts_of_a_time_add_up_to_the_jobs_that_a_search_finds_in_it()
    {
        var admin = await silo.NewTenant();
        silo.Stage.Mended = true;
        await silo.JobOnceIn(admin, await silo.Rehearse(admin), JobState.Completed);
        await silo.JobOnceIn(admin, await silo.Rehearse(admin), JobState.Completed);
        silo.Stage.Mended = false;
        await silo.JobOnceIn(admin, await silo.Rehearse(admin), JobState.DeadLetter);
        var endless = await silo.Rehearse(admin, endless: true);
        await silo.JobOnceIn(admin, endless, JobState.Processing);
        await silo.Grains.Get<IJobGrain>(endless, admin).Cancel(new CancelJob());

        var history = await Read(admin, TimeSpan.FromHours(1));

        var lanes = history.Parts.SelectMany(part => part.Lanes).ToList();
        Assert.Equal((2, 1, 1), (lanes.Sum(lane => lane.Completed), lanes.Sum(lane => lane.Failed), lanes.Sum(lane => lane.Canceled)));
        var failed = Assert.Single(history.Failures);
        Assert.Equal(("rehearsal", "program_crashed", 1), (failed.Kind, failed.Problem.Code, failed.Count));
        foreach (var part in history.Parts)
        {
            var span = new JobFilter(
                Everybody: true, From: part.At, To: part.At.AddSeconds(history.StepSeconds), Lane: Lane.Batch, ByEnd: true);
            Assert.Equal(part.Lanes.Sum(lane => lane.Completed), await Count(span with { States = [JobState.Completed] }));
            Assert.Equal(part.Lanes.Sum(lane => lane.Failed), await Count(span with { States = [JobState.Failed, JobState.DeadLetter] }));
        }

        async Task<int> Count(JobFilter filter) => (await silo.Jobs.Count(admin, filter, Cancel)).Total;
    }

    [Fact]
    public async Task Waits_are_those_of_the_jobs_that_ended_then()
    {
        var admin = await silo.NewTenant();
        silo.Stage.Mended = true;
        var job = await silo.Rehearse(admin);
        await silo.JobOnceIn(admin, job, JobState.Completed);
        await silo.Sql(
            "UPDATE jobs SET created_at = started_at - interval '7 seconds', ended_at = now() - interval '20 minutes' WHERE job_id = @job",
            new { job });

        var history = await Read(admin, TimeSpan.FromHours(1));

        var part = Assert.Single(history.Parts, part => part.Lanes.Count > 0);
        Assert.InRange(Now - part.At, TimeSpan.FromMinutes(18), TimeSpan.FromMinutes(22));
        Assert.Equal(new LaneWork(Lane.Batch, 1, 0, 0, new Spread(7, 7)), Assert.Single(part.Lanes));
    }

    [Theory]
    [InlineData(15, 60, 15)]
    [InlineData(60, 60, 60)]
    [InlineData(6 * 60, 300, 72)]
    [InlineData(24 * 60, 3600, 24)]
    [InlineData(7 * 24 * 60, 3 * 3600, 56)]
    public async Task A_time_comes_in_parts_that_can_be_told_apart(int minutes, int step, int parts)
    {
        var history = await Read(await silo.NewTenant(), TimeSpan.FromMinutes(minutes));

        Assert.Equal((step, parts), (history.StepSeconds, history.Parts.Count));
        Assert.Equal(history.From, history.Parts[0].At);
        Assert.True(history.To > Now && history.To - history.From == TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public async Task Only_the_company_that_runs_the_installation_sees_others_work()
    {
        var house = await silo.NewTenant();
        var guest = await silo.NewTenant();
        await silo.Sql("UPDATE tenants SET created_at = '2000-01-01' WHERE tenant_id = @TenantId", house);
        silo.Stage.Mended = true;
        await silo.JobOnceIn(guest, await silo.Rehearse(guest), JobState.Completed);
        var endless = await silo.Rehearse(guest, endless: true);
        await silo.JobOnceIn(guest, endless, JobState.Processing);

        var seen = await Read(house, TimeSpan.FromHours(1));
        var others = await Read(await silo.NewTenant(), TimeSpan.FromHours(1));
        var board = silo.Services.GetRequiredService<IBoard>();
        var (houses, strangers) = (await board.Get(house, Cancel), await board.Get(await silo.NewTenant(), Cancel));
        await silo.Grains.Get<IJobGrain>(endless, guest).Cancel(new CancelJob());

        var work = Assert.Single(seen.Tenants!, tenant => tenant.TenantId == guest.TenantId);
        Assert.Equal((1, 0, 1), (work.Completed, work.Failed, work.Running));
        Assert.DoesNotContain(seen.Parts, part => part.Lanes.Count > 0); // the plots are of one's own work
        Assert.Null(others.Tenants);
        Assert.DoesNotContain(others.Parts, part => part.Lanes.Count > 0);
        Assert.Equal((1, 0), (houses.Silos.Sum(running => running.Running), strangers.Silos.Sum(running => running.Running)));
    }

    [Fact]
    public async Task Programs_read_it_as_operators_only_and_follow_a_part_to_its_jobs()
    {
        await silo.NewTenant(); // the first of all would run the installation
        var admin = await silo.NewTenant();
        silo.Stage.Mended = false;
        var job = await silo.Rehearse(admin);
        await silo.JobOnceIn(admin, job, JobState.DeadLetter);
        using var client = await silo.Client(admin);
        using var analyst = await silo.Client(await silo.NewUser(admin));

        var history = await client.GetFromJsonAsync<JsonElement>("/api/v1/operations/history", Cancel);
        var part = history.GetProperty("parts").EnumerateArray().Single(part => part.GetProperty("lanes").GetArrayLength() > 0);
        var from = part.GetProperty("at").GetDateTimeOffset();
        var span = $"by=ended&from={from:yyyy-MM-ddTHH:mm:ssZ}&to={from.AddMinutes(1):yyyy-MM-ddTHH:mm:ssZ}&everybody=true";
        var jobs = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/pipeline/jobs?status=failed,dead_letter&lane=batch&{span}", Cancel);
        var none = await client.GetFromJsonAsync<JsonElement>($"/api/v1/pipeline/jobs?lane=ingest&{span}", Cancel);

        Assert.Equal(job, Assert.Single(jobs.GetProperty("items").EnumerateArray()).GetProperty("job_id").GetGuid());
        Assert.Equal(0, none.GetProperty("items").GetArrayLength());
        Assert.False(history.TryGetProperty("tenants", out _));
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.GetAsync("/api/v1/operations/history", Cancel)).StatusCode);
        foreach (var wrong in (string[])
            ["operations/history?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
             "operations/history?from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
             "pipeline/jobs?by=luck", "pipeline/jobs?lane=fast", "pipeline/jobs?status=failed,odd"])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"/api/v1/{wrong}", Cancel)).StatusCode);
        }
    }

    private Task<WorkHistory> Read(Caller caller, TimeSpan span)
    {
        var now = TimeProvider.System.GetUtcNow();
        return History.Read(caller, now - span, now, Cancel);
    }
}
