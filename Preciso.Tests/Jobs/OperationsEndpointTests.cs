using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

/// <summary>What operators and admins reach over REST, and what others do not.</summary>
public sealed class OperationsEndpointTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_board_of_one_tenant_counts_nothing_of_anothers()
    {
        var busy = await silo.NewTenant();
        var quiet = await silo.NewTenant();
        silo.Stage.Mended = false;
        await silo.JobOnceIn(busy, await silo.Rehearse(busy), JobState.DeadLetter);
        using var theirs = await silo.Client(busy);
        using var ours = await silo.Client(quiet);

        var full = await theirs.GetFromJsonAsync<JsonElement>("/api/v1/operations/board", Cancel);
        var empty = await ours.GetFromJsonAsync<JsonElement>("/api/v1/operations/board", Cancel);

        Assert.Equal((1, 1, 1), (Lanes(full, "dead_letters"), Minutes(full, "failed"), full.GetProperty("failures").GetArrayLength()));
        Assert.Equal("program_crashed", full.GetProperty("failures")[0].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal((0, 0, 0), (Lanes(empty, "dead_letters"), Minutes(empty, "failed"), empty.GetProperty("failures").GetArrayLength()));
        Assert.All(empty.GetProperty("lanes").EnumerateArray(), lane => Assert.False(lane.TryGetProperty("run", out _)));
        Assert.Equal(["interactive", "approval", "ingest", "batch"],
            empty.GetProperty("lanes").EnumerateArray().Select(lane => lane.GetProperty("lane").GetString()));
        Assert.Equal(60, empty.GetProperty("minutes").GetArrayLength());
        Assert.False(empty.GetProperty("silos")[0].GetProperty("silent").GetBoolean());
    }

    [Theory]
    [InlineData(Role.Analyst, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Reviewer, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Ops, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(Role.Admin, HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task Each_role_reaches_what_is_its_own(Role role, HttpStatusCode board, HttpStatusCode quotas)
    {
        var user = await silo.NewUser(await silo.NewTenant(), role);
        using var client = await silo.Client(user);

        using var boardAnswer = await client.GetAsync("/api/v1/operations/board", Cancel);
        using var quotasAnswer = await client.GetAsync("/api/v1/operations/quotas", Cancel);
        using var set = await client.PutAsync(
            "/api/v1/operations/quotas", Body("""{"lane":"batch","scope":"tenant","concurrency":1}"""), Cancel);

        Assert.Equal((board, quotas, quotas), (boardAnswer.StatusCode, quotasAnswer.StatusCode, set.StatusCode));
    }

    [Fact]
    public async Task A_limit_is_set_listed_and_taken_away()
    {
        var admin = await silo.NewTenant();
        var user = await silo.NewUser(admin);
        using var client = await silo.Client(admin);

        await client.PutAsync("/api/v1/operations/quotas",
            Body($$"""{"lane":"ingest","scope":"user","user_id":"{{user.UserId}}","rate_per_minute":12,"burst":3}"""), Cancel);
        var listed = await client.GetFromJsonAsync<JsonElement>("/api/v1/operations/quotas", Cancel);
        await client.PutAsync(
            "/api/v1/operations/quotas", Body($$"""{"lane":"ingest","scope":"user","user_id":"{{user.UserId}}"}"""), Cancel);
        var after = await client.GetFromJsonAsync<JsonElement>("/api/v1/operations/quotas", Cancel);

        var limit = Assert.Single(listed.GetProperty("items").EnumerateArray());
        Assert.Equal(12, limit.GetProperty("quota").GetProperty("rate_per_minute").GetDouble());
        Assert.Equal(0, after.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task An_operator_retries_a_colleagues_job_and_for_an_analyst_it_does_not_exist()
    {
        var admin = await silo.NewTenant();
        var starter = await silo.NewUser(admin);
        using var analyst = await silo.Client(await silo.NewUser(admin));
        using var stranger = await silo.Client(await silo.NewTenant());
        using var operations = await silo.Client(await silo.NewUser(admin, Role.Ops));
        silo.Stage.Mended = false;
        var job = await silo.Rehearse(starter);
        await silo.JobOnceIn(starter, job, JobState.DeadLetter);
        silo.Stage.Mended = true;

        using var refused = await analyst.PostAsync($"/api/v1/pipeline/jobs/{job}/retry", null, Cancel);
        using var foreign = await stranger.PostAsync($"/api/v1/pipeline/jobs/{job}/retry", null, Cancel);
        using var hidden = await analyst.GetAsync($"/api/v1/pipeline/jobs/{job}/trace", Cancel);
        using var retried = await operations.PostAsync($"/api/v1/pipeline/jobs/{job}/retry", null, Cancel);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (refused.StatusCode, foreign.StatusCode, hidden.StatusCode));
        Assert.Equal(HttpStatusCode.OK, retried.StatusCode);
        await silo.JobOnceIn(starter, job, JobState.Completed);
    }

    [Fact]
    public async Task A_trace_tells_the_whole_story_in_order_and_nothing_of_the_file()
    {
        var admin = await silo.NewTenant();
        var starter = await silo.NewUser(admin);
        var operations = await silo.NewUser(admin, Role.Ops);
        var document = await silo.UploadReady(starter, "very-secret-name.txt", "The office in Busan opens at nine.");
        var job = (await silo.Documents.Get(starter, document, Cancel)).Document.JobId;
        using var client = await silo.Client(operations);

        var seen = await client.GetStringAsync($"/api/v1/pipeline/jobs/{job}/trace", Cancel);
        var lines = await silo.Jobs.Trace(operations, job, Cancel);
        var audited = await silo.Jobs.Trace(admin, job, Cancel);

        Assert.DoesNotContain("very-secret-name", seen, StringComparison.Ordinal);
        Assert.Equal(lines.Select(line => line.At).Order(), lines.Select(line => line.At));
        Assert.Equal(["read", "extract", "index"], lines.Where(line => line.Kind == TraceKind.Step).Select(line => line.Name));
        Assert.Equal(
            ["documents.uploaded", "jobs.enqueued", "jobs.started", "documents.parsed", "documents.validated", "documents.embedded",
                "jobs.completed"],
            lines.Where(line => line.Kind == TraceKind.Event && line.Name != "usage.recorded").Select(line => line.Name)
                .OrderBy(StoryOrder));
        Assert.DoesNotContain(lines, line => line.Kind == TraceKind.Audit);
        Assert.Contains(audited, line => line is { Kind: TraceKind.Audit, Name: "documents.uploaded", UserName: not null });
    }

    [Fact]
    public async Task What_is_done_to_all_is_done_only_where_it_may_be()
    {
        var admin = await silo.NewTenant();
        silo.Stage.Mended = false;
        var dead = await silo.Rehearse(admin);
        await silo.JobOnceIn(admin, dead, JobState.DeadLetter);
        silo.Stage.Mended = true;
        var done = await silo.Rehearse(admin);
        await silo.JobOnceIn(admin, done, JobState.Completed);
        var everybody = new JobFilter(Everybody: true);

        var count = await silo.Jobs.Count(admin, everybody, Cancel);
        var outcome = await silo.Jobs.DoToAll(admin, everybody, JobAction.Discard, Cancel);

        Assert.Equal((2, 1, 1, 0),
            (count.Total, count.Allowing[JobAction.Discard], count.Allowing[JobAction.Retry], count.Allowing[JobAction.Cancel]));
        Assert.Equal(new BulkOutcome(1, 0), outcome);
        Assert.Equal("discarded", (await silo.JobOnceIn(admin, dead, JobState.Canceled)).Error!.Code);
        var coded = await silo.Jobs.List(admin, everybody with { ErrorCode = "discarded" }, Cancel);
        Assert.Equal(dead, Assert.Single(coded.Items).Id);
    }

    // A unit of work stamps its own events with its beginning, the queue with the moment; within one commit either may come first.
    private static int StoryOrder(string name) => Array.IndexOf(
        ["documents.uploaded", "jobs.enqueued", "jobs.started", "documents.parsed", "documents.validated", "documents.embedded",
            "jobs.completed"], name);

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    private static int Lanes(JsonElement board, string count) =>
        board.GetProperty("lanes").EnumerateArray().Sum(lane => lane.GetProperty(count).GetInt32());

    private static int Minutes(JsonElement board, string count) =>
        board.GetProperty("minutes").EnumerateArray().Sum(minute => minute.GetProperty(count).GetInt32());
}
