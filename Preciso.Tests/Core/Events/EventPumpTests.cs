using Dapper;
using Npgsql;
using Preciso.Tests.Postgres;

namespace Preciso.Tests.Core.Events;

/// <summary>No event is lost, none is early, none is handed out twice where it took effect.</summary>
public sealed class EventPumpTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_that_is_committed_after_later_ones_is_not_passed_over()
    {
        await using var world = await EventWorld.Create(cluster);
        await using var late = await OpenTransaction(world, "late");

        await world.Append("early", 1);
        await world.Sequence();
        var before = await world.Read();
        await late.CommitAsync(Cancel);
        await world.Sequence();
        var after = await world.Read(after: before[^1].LogOffset);

        Assert.Equal(["early"], before.Select(happened => happened.Key));
        Assert.Equal([("late", 2L)], after.Select(happened => (happened.Key, happened.LogOffset)));
    }

    [Fact]
    public async Task An_event_that_was_never_committed_leaves_no_gap()
    {
        await using var world = await EventWorld.Create(cluster);
        await using (await OpenTransaction(world, "never"))
        {
            await world.Append("kept", 1);
        }

        await world.Append("kept", 1);
        await world.Sequence();

        Assert.Equal([1L, 2L], (await world.Read()).Select(happened => happened.LogOffset));
    }

    [Fact]
    public async Task Events_of_many_writers_get_places_without_gaps_and_per_key_in_order()
    {
        await using var world = await EventWorld.Create(cluster);
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 20; i++)
            {
                await world.Append($"key {writer}", 1);
            }
        }));

        await Task.WhenAll(writing, SequenceWhile(writing), SequenceWhile(writing));
        await world.Sequence();

        var log = await world.Read();
        Assert.Equal(Enumerable.Range(1, 160).Select(n => (long)n), log.Select(happened => happened.LogOffset));
        Assert.All(log.GroupBy(happened => happened.Key),
            key => Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), key.Select(happened => happened.Position)));

        async Task SequenceWhile(Task going)
        {
            while (!going.IsCompleted)
            {
                await world.Sequence();
            }
        }
    }

    [Fact]
    public async Task Two_pumps_hand_each_event_to_a_group_once_and_in_order()
    {
        await using var world = await EventWorld.Create(cluster);
        var listener = new Listener("g");
        await world.Start(listener);
        await world.Start(listener);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(writer => world.Append($"key {writer}", 50)));
        await world.AtHead("g");

        Assert.Equal(Enumerable.Range(1, 500).Select(n => (long)n), listener.Heard.Select(happened => happened.LogOffset));
    }

    [Fact]
    public async Task A_consumer_that_throws_says_why_and_gets_the_same_events_again()
    {
        await using var world = await EventWorld.Create(cluster);
        var isBroken = true;
        var refused = new List<long>();
        var listener = new Listener("g", (events, _) =>
        {
            if (isBroken)
            {
                refused.AddRange(events.Select(happened => happened.LogOffset));
                throw new InvalidOperationException("not today");
            }
            return Task.CompletedTask;
        });
        await world.Append("key", 3);
        await world.Start(listener);

        await EventWorld.Becomes(
            async () => (await world.Group("g"))?.Error is { } error && error.Contains("not today", StringComparison.Ordinal));
        var whileBroken = await world.Group("g");
        isBroken = false;
        await world.AtHead("g");

        Assert.Equal((0, 3), (whileBroken!.Offset, whileBroken.Lag));
        Assert.Equal([1L, 2L, 3L], refused.Take(3));
        Assert.Equal([1L, 2L, 3L], listener.Heard.Select(happened => happened.LogOffset));
    }

    [Fact]
    public async Task A_consumer_whose_transaction_fails_at_its_very_end_leaves_neither_offset_nor_effect()
    {
        await using var world = await EventWorld.Create(cluster);
        var twice = true;
        var listener = new Listener("g", (events, connection) => connection.ExecuteAsync(
            "INSERT INTO effects SELECT n FROM unnest(@offsets) AS n, generate_series(1, @times)", // checked at the commit
            new { offsets = events.Select(happened => happened.LogOffset).ToArray(), times = twice ? 2 : 1 }));
        await world.Append("key", 3);
        await world.Start(listener);

        await EventWorld.Becomes(async () => (await world.Group("g"))?.Error is not null);
        var whileBroken = ((await world.Group("g"))!.Offset, await world.Ask<long>("SELECT count(*) FROM effects"));
        twice = false;
        await world.AtHead("g");

        Assert.Equal((0, 0), whileBroken);
        Assert.Equal(3, await world.Ask<long>("SELECT count(*) FROM effects"));
    }

    [Fact]
    public async Task A_slow_consumer_does_not_hold_up_another()
    {
        await using var world = await EventWorld.Create(cluster);
        var release = new TaskCompletionSource();
        var slow = new Listener("slow", (_, _) => release.Task);
        var fast = new Listener("fast");
        await world.Append("key", 1);
        await world.Start(slow, fast);

        await world.AtHead("fast");
        await world.Append("key", 1);
        await world.AtHead("fast");

        Assert.Equal(2, fast.Heard.Count);
        Assert.Empty(slow.Heard);
        release.SetResult();
        await world.AtHead("slow");
        Assert.Equal(2, slow.Heard.Count);
    }

    private static async Task<NpgsqlTransaction> OpenTransaction(EventWorld world, string key)
    {
        var connection = new NpgsqlConnection(world.ConnectionString);
        await connection.OpenAsync(Cancel);
        var transaction = await connection.BeginTransactionAsync(Cancel);
        await connection.ExecuteAsync(
            """
            INSERT INTO events (tenant_id, grain, key, position, name, data, user_id, occurred_at)
            VALUES (@TenantId, 'test', @key, 1, 'teams.created', '{}', @UserId, now())
            """,
            new { world.Operator.TenantId, world.Operator.UserId, key });
        return transaction;
    }
}
