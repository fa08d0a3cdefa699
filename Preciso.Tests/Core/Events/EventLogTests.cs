using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Grains.Usage;
using Preciso.Tenants;
using Preciso.Tests.Audit;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;
using Preciso.Usage;

namespace Preciso.Tests.Core.Events;

/// <summary>Where the readers of the log are, and sending one back.</summary>
public sealed class EventLogTests(TestCluster cluster, TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Counted = "SELECT coalesce(sum(amount), 0)::int FROM usage_daily WHERE measure = 'pages_read'";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lag_is_what_a_group_has_yet_to_take_and_how_old_that_is()
    {
        await using var world = await EventWorld.Create(cluster);
        var pump = await world.Start(new Listener("g"));
        await world.Append("key", 2);
        await world.AtHead("g");
        var caughtUp = await world.Group("g");
        await pump.StopAsync(Cancel);

        await world.Append("key", 3);
        await world.Sequence();
        await world.Owner("UPDATE events SET occurred_at = now() - interval '90 seconds' WHERE log_offset = 3", new { });
        var behind = await world.Group("g");

        Assert.Equal((2, 2, 0, 0.0), (caughtUp!.Offset, caughtUp.Head, caughtUp.Lag, caughtUp.LagSeconds));
        Assert.Equal((2, 5, 3), (behind!.Offset, behind.Head, behind.Lag));
        Assert.InRange(behind.LagSeconds, 90, 150);
    }

    [Fact]
    public async Task A_group_that_is_sent_back_hears_everything_again()
    {
        await using var world = await EventWorld.Create(cluster);
        var listener = new Listener("g");
        await world.Start(listener);
        await world.Append("key", 4);
        await world.AtHead("g");

        await world.Log.Rewind(world.Operator, "g", 1, Cancel);
        await world.AtHead("g");

        Assert.Equal([1L, 2, 3, 4, 2, 3, 4], listener.Heard.Select(happened => happened.LogOffset));
    }

    [Fact]
    public async Task A_replay_from_the_start_counts_no_usage_twice()
    {
        await using var world = await EventWorld.Create(cluster);
        await world.Start(new UsageCounter());
        await world.Append("key", Pages(3), Pages(4));
        await world.AtHead("usage");

        await world.Log.Rewind(world.Operator, "usage", 0, Cancel);
        await world.AtHead("usage");

        Assert.Equal(7, await world.Ask<int>(Counted));
    }

    [Fact]
    public async Task What_was_skipped_is_counted_once_when_the_group_is_sent_back()
    {
        await using var world = await EventWorld.Create(cluster);
        var pump = await world.Start(new UsageCounter());
        await world.Append("key", Pages(1));
        await world.AtHead("usage");
        await pump.StopAsync(Cancel);
        await world.Append("key", Pages(10));
        await world.Sequence();
        await world.Log.Rewind(world.Operator, "usage", 2, Cancel);
        await world.Start(new UsageCounter());
        await world.Append("key", Pages(100));
        await world.AtHead("usage");
        var skipped = await world.Ask<int>(Counted);

        await world.Log.Rewind(world.Operator, "usage", 0, Cancel);
        await world.AtHead("usage");

        Assert.Equal((101, 111), (skipped, await world.Ask<int>(Counted)));
    }

    [Theory]
    [InlineData(-1, "offset_invalid")]
    [InlineData(3, "offset_invalid")]
    public async Task A_group_can_be_sent_only_to_where_there_is_a_log(long offset, string code)
    {
        await using var world = await EventWorld.Create(cluster);
        await world.Start(new Listener("g"));
        await world.Append("key", 2);
        await world.AtHead("g");

        var outside = await Assert.ThrowsAsync<ProblemException>(() => world.Log.Rewind(world.Operator, "g", offset, Cancel));
        var unknown = await Assert.ThrowsAsync<ProblemException>(() => world.Log.Rewind(world.Operator, "h", 0, Cancel));

        Assert.Equal((code, "consumer_not_found"), (outside.Code, unknown.Code));
        Assert.Equal(2, (await world.Group("g"))!.Offset);
    }

    [Fact]
    public async Task Operators_see_the_readers_over_rest_and_sending_one_back_is_audited()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(await silo.NewUser(admin, Role.Ops));
        await Eventually.True(async () => (await List()).EnumerateArray().Any(), AuditWorld.Soon);

        using var rewound = await client.PostAsJsonAsync("/api/v1/operations/consumers/usage/rewind", new { offset = 0 }, Cancel);

        rewound.EnsureSuccessStatusCode();
        Assert.Contains((await List()).EnumerateArray(),
            group => group.GetProperty("name").GetString() == "usage" && group.GetProperty("head").GetInt64() > 0);
        var line = Assert.Single(await silo.Trail(admin, new(Action: "consumers.rewound")));
        Assert.Contains("\"group\": \"usage\"", line.Detail, StringComparison.Ordinal);

        async Task<JsonElement> List() =>
            (await client.GetFromJsonAsync<JsonElement>("/api/v1/operations/consumers", Cancel)).GetProperty("items");
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Reviewer)]
    public async Task Others_neither_see_nor_move_them(Role role)
    {
        await using var world = await EventWorld.Create(cluster);
        var person = world.Operator with { Role = role };

        Assert.Equal(ProblemKind.Forbidden, (await Assert.ThrowsAsync<ProblemException>(() => world.Log.Consumers(person, Cancel))).Kind);
        Assert.Equal(
            ProblemKind.Forbidden, (await Assert.ThrowsAsync<ProblemException>(() => world.Log.Rewind(person, "usage", 0, Cancel))).Kind);
    }

    [Fact]
    public async Task Operators_of_another_company_see_that_a_reader_is_late_but_no_numbers_and_move_none()
    {
        await using var world = await EventWorld.Create(cluster);
        var guest = world.Operator with { TenantId = Guid.CreateVersion7() };
        await world.Owner("INSERT INTO consumer_groups (name) VALUES ('g')", new { });

        var seen = Assert.Single(await world.Log.Consumers(guest, Cancel));
        var own = Assert.Single(await world.Log.Consumers(world.Operator, Cancel));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => world.Log.Rewind(guest, "g", 0, Cancel));

        Assert.Equal((null, null, null), (seen.Offset, seen.Head, seen.Lag));
        Assert.NotNull(own.Lag);
        Assert.Equal("house_only", refused.Code);
    }

    private static UsageRecorded Pages(int count) => new("pages_read", count, Guid.CreateVersion7());
}
