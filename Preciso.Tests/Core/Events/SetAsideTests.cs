using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Documents;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.Audit;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Core.Events;

/// <summary>An event that a reader cannot take holds up nothing else, is lost to nobody, and is shown to its own company.</summary>
public sealed class SetAsideTests(TestCluster cluster, TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bad_event_is_set_aside_and_everything_else_is_taken_in_order()
    {
        await using var world = await EventWorld.Create(cluster);
        var other = await world.NewOperator();
        var listener = Broken();
        await world.Append("good", 1);
        await world.Append("bad", 1);
        await world.Append("theirs", 1, other);
        await world.Start(listener);

        await world.AtHead("g");
        await world.Append("theirs", 1, other);
        await world.AtHead("g");

        Assert.Equal([1L, 3L, 4L], listener.Heard.Select(happened => happened.LogOffset));
        var left = Assert.Single(await world.Log.SetAside(world.Operator, Cancel));
        Assert.Equal(("g", "teams.created", "bad", 4), (left.Consumer, left.Name, left.Key, left.Attempts));
        var problem = new JobProblem(ErrorClass.Bug, "internal_error", "An unexpected InvalidOperationException. It is in the log.");
        Assert.Equal(problem, left.Problem);
        Assert.Empty(await world.Log.SetAside(other, Cancel));
        Assert.Equal(1, await world.Ask<double>("SELECT value FROM set_aside_figures() WHERE labels ->> 'group' = 'g'"));
    }

    [Fact]
    public async Task What_PostgreSQL_refuses_is_set_aside_too_and_leaves_nothing_behind()
    {
        await using var world = await EventWorld.Create(cluster);
        var listener = new Listener("g", (events, connection) => connection.ExecuteAsync(
            "INSERT INTO effects SELECT o FROM unnest(@offsets) AS o, generate_series(1, CASE o WHEN 2 THEN 2 ELSE 1 END)", // at the commit
            new { offsets = events.Select(happened => happened.LogOffset).ToArray() }));
        await world.Append("key", 3);
        await world.Start(listener);

        await world.AtHead("g");

        Assert.Equal("1,3", await world.Ask<string>("SELECT string_agg(log_offset::text, ',' ORDER BY log_offset) FROM effects"));
        var left = Assert.Single(await world.Log.SetAside(world.Operator, Cancel));
        Assert.Equal((ErrorClass.Dependency, "PostgreSQL refused with 23505."), (left.Problem.Class, left.Problem.Detail));
    }

    [Theory]
    [InlineData("57P01")]
    [InlineData("40001")]
    [InlineData("53100")]
    [InlineData(null)]
    public async Task What_passes_by_itself_sets_nothing_aside_however_often(string? sqlState)
    {
        await using var world = await EventWorld.Create(cluster);
        var (failures, isAway) = (0, true);
        var listener = new Listener("g", (_, _) =>
        {
            if (!isAway)
            {
                return Task.CompletedTask;
            }
            Interlocked.Increment(ref failures);
            throw sqlState is null ? new IOException("The broker is away.") : new PostgresException("away", "ERROR", "ERROR", sqlState);
        });
        await world.Append("key", 2);
        await world.Start(listener);

        await EventWorld.Becomes(() => Task.FromResult(Volatile.Read(ref failures) >= 3));
        var tries = await world.Ask<int>("SELECT coalesce(sum(tries), 0)::int FROM consumer_groups");
        isAway = false;
        await world.AtHead("g");

        Assert.Equal(0, tries);
        Assert.Equal([1L, 2L], listener.Heard.Select(happened => happened.LogOffset));
        Assert.Empty(await world.Log.SetAside(world.Operator, Cancel));
    }

    [Fact]
    public async Task An_operator_hands_it_over_again_once_or_learns_that_it_still_fails()
    {
        await using var world = await EventWorld.Create(cluster);
        var stranger = await world.NewOperator();
        var isMended = false;
        var listener = Broken(() => isMended);
        await world.Append("bad", 1);
        await world.Start(listener);
        await world.AtHead("g");
        var left = Assert.Single(await world.Log.SetAside(world.Operator, Cancel));

        var again = await Assert.ThrowsAsync<ProblemException>(() => world.Log.HandAgain(world.Operator, left.Id, Cancel));
        var still = Assert.Single(await world.Log.SetAside(world.Operator, Cancel));
        var foreign = await Assert.ThrowsAsync<ProblemException>(() => world.Log.HandAgain(stranger, left.Id, Cancel));
        isMended = true;
        await world.Log.HandAgain(world.Operator, left.Id, Cancel);
        var gone = await Assert.ThrowsAsync<ProblemException>(() => world.Log.HandAgain(world.Operator, left.Id, Cancel));

        Assert.Equal(("event_failed_again", 5), (again.Code, still.Attempts));
        Assert.Equal(("event_not_found", "event_not_found"), (foreign.Code, gone.Code));
        Assert.Equal([1L], listener.Heard.Select(happened => happened.LogOffset));
        Assert.Empty(await world.Log.SetAside(world.Operator, Cancel));
        Assert.Equal(1, await world.Ask<int>("SELECT count(*)::int FROM audit WHERE action = 'consumers.handed_again'"));
    }

    [Fact]
    public async Task What_is_set_aside_outlives_retention_and_comes_back_when_the_group_is_sent_back()
    {
        await using var world = await EventWorld.Create(cluster);
        var isMended = false;
        var listener = Broken(() => isMended);
        await world.Append("bad", 2); // the last one of a key is kept in any case
        await world.Append("good", 2);
        await world.Start(listener);
        await world.AtHead("g");
        await world.Owner("UPDATE events SET occurred_at = now() - interval '2 days'", new { });

        await world.Database.Across(connection => connection.ExecuteAsync("SELECT forget_old(interval '1 day', interval '1 day')"), Cancel);
        var kept = await world.Read();
        isMended = true;
        await world.Log.Rewind(world.Operator, "g", 0, Cancel);
        await world.AtHead("g");

        Assert.Equal([1L, 2L, 4L], kept.Select(happened => happened.LogOffset));
        Assert.Equal([3L, 4L, 1L, 2L, 4L], listener.Heard.Select(happened => happened.LogOffset));
        Assert.Empty(await world.Log.SetAside(world.Operator, Cancel));
    }

    [Fact]
    public async Task Operators_see_over_rest_what_is_set_aside_and_have_it_taken()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(await silo.NewUser(admin, Role.Ops));
        var id = await silo.SetOneAside(admin);

        var before = await List();
        using var handed = await client.PostAsync($"/api/v1/operations/consumers/set-aside/{id}/retry", null, Cancel);
        using var again = await client.PostAsync($"/api/v1/operations/consumers/set-aside/{id}/retry", null, Cancel);

        Assert.Equal((id, "usage"), (before[0].GetProperty("id").GetGuid(), before[0].GetProperty("consumer").GetString()));
        Assert.Equal("internal_error", before[0].GetProperty("problem").GetProperty("code").GetString());
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (handed.StatusCode, again.StatusCode));
        Assert.Equal(0, (await List()).GetArrayLength());
        Assert.Single(await silo.Trail(admin, new(Action: "consumers.handed_again")));

        async Task<JsonElement> List() =>
            (await client.GetFromJsonAsync<JsonElement>("/api/v1/operations/consumers/set-aside", Cancel)).GetProperty("items");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Reviewer)]
    public async Task Others_neither_see_nor_hand_over_what_is_set_aside(Role role)
    {
        await using var world = await EventWorld.Create(cluster);
        var person = world.Operator with { Role = role };

        var seen = await Assert.ThrowsAsync<ProblemException>(() => world.Log.SetAside(person, Cancel));
        var handed = await Assert.ThrowsAsync<ProblemException>(() => world.Log.HandAgain(person, Guid.CreateVersion7(), Cancel));

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.Forbidden), (seen.Kind, handed.Kind));
    }

    [Fact]
    public async Task A_failed_ingest_is_followed_by_one_job_however_often_it_is_heard_of_and_that_job_by_none()
    {
        await using var world = await EventWorld.Create(cluster);
        var problem = new JobProblem(ErrorClass.Input, "pdf_damaged", "It is damaged.");
        var (job, document) = (Guid.CreateVersion7(), await world.NewDocument());
        await world.Append("job", new JobFailed(job, "ingest", document, 1, null, problem));
        await world.Append("job", new JobFailed(Guid.CreateVersion7(), "follow_failed_ingest", document, 1, null, problem));
        await world.Append("job", new JobFailed(Guid.CreateVersion7(), "ask", null, 1, null, problem));
        await world.Listen(); // workers are told by the commit itself, and so is the log
        await world.Start(new FailedIngests());
        await world.AtHead("documents");

        await world.Log.Rewind(world.Operator, "documents", 0, Cancel);
        await world.AtHead("documents");

        var followed =
            await world.Ask<string>("SELECT string_agg(concat_ws(' ', kind, key, document_id, args ->> 'code', state), ',') FROM jobs");
        Assert.Equal($"follow_failed_ingest {job}/1 {document} pdf_damaged pending", followed);
    }

    /// <summary>Takes everything but what happened to the key "bad", unless it is mended.</summary>
    private static Listener Broken(Func<bool>? isMended = null) => new("g", (events, _) =>
        isMended?.Invoke() != true && events.Any(happened => happened.Key == "bad")
            ? throw new InvalidOperationException("words of a document")
            : Task.CompletedTask);
}
