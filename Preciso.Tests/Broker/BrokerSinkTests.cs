using Preciso.Tests.World;

namespace Preciso.Tests.Broker;

/// <summary>The event log on a real RabbitMQ: all of it, in order, whatever happens to the broker.</summary>
public sealed class BrokerSinkTests(BrokerWorld world) : IClassFixture<BrokerWorld>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_event_arrives_once_and_in_the_order_of_the_log()
    {
        var before = (await world.Group()).Offset; // what other tests have seen sent twice

        await MakeEvents(people: 200); // more than one batch
        await world.Published(Deadline);

        var logged = await world.Rows<(long Offset, Guid Tenant, string Grain, string Key, long Position, string Name)>(
            $"SELECT log_offset, tenant_id, grain, key, position, name FROM events WHERE log_offset > {before} ORDER BY log_offset");
        var arrived = (await world.ReadStream(logged[^1].Offset, Deadline)).Where(message => message.Id > before).ToList();
        Assert.True(logged.Count > 200);
        Assert.Equal(logged, arrived.Select(message => (
            message.Body.GetProperty("offset").GetInt64(), message.Body.GetProperty("tenant_id").GetGuid(),
            message.Body.GetProperty("grain").GetString()!, message.Body.GetProperty("key").GetString()!,
            message.Body.GetProperty("position").GetInt64(), message.Body.GetProperty("name").GetString()!)));
        Assert.All(arrived, message =>
        {
            Assert.Equal(message.Id, message.Body.GetProperty("offset").GetInt64());
            Assert.Equal(message.RoutingKey, message.Body.GetProperty("name").GetString());
            Assert.Equal(message.RoutingKey, message.Headers["name"]);
            Assert.Equal(message.Headers["tenant"], message.Body.GetProperty("tenant_id").GetString());
            Assert.Equal(message.Headers["key"], message.Body.GetProperty("key").GetString());
            Assert.True(message.Body.GetProperty("occurred_at").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
            Assert.Equal(1, message.Body.GetProperty("version").GetInt32());
            Assert.NotEmpty(message.Body.GetProperty("data").EnumerateObject());
        });
    }

    [Fact]
    public async Task Nothing_is_missing_after_the_broker_was_down()
    {
        await MakeEvents(people: 5);
        await world.Published(Deadline);
        await world.Broker.Stop();
        await MakeEvents(people: 5);
        await Eventually.True(
            async () => (await world.Group()).Error is { } error && error.Contains("took no events", StringComparison.Ordinal), Deadline);

        await world.Broker.Start();

        await MakeEvents(people: 5);
        await world.Published(Deadline);
        await AssertComplete();
        Assert.Null((await world.Group()).Error);
    }

    [Fact]
    public async Task The_offset_waits_for_the_brokers_word()
    {
        await MakeEvents(people: 1);
        await world.Published(Deadline);
        var before = await world.Group();

        world.Broker.Pause();
        await MakeEvents(people: 1);
        await Eventually.True(async () => (await world.Group()).Error is not null, Deadline);
        var unconfirmed = await world.Group();
        world.Broker.GoOn();

        Assert.Equal(before.Offset, unconfirmed.Offset);
        await world.Published(Deadline);
        await AssertComplete();
    }

    private async Task MakeEvents(int people)
    {
        var admin = await world.Silo.NewTenant();
        await Parallel.ForAsync(
            0, people, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) => await world.Silo.NewUser(admin));
        await world.Silo.NewTeam(admin, admin);
    }

    /// <summary>Read without the repeated ones, the stream is the log.</summary>
    private async Task AssertComplete()
    {
        var logged = await world.Rows<long>("SELECT log_offset FROM events ORDER BY log_offset");
        var arrived = await world.ReadStream(logged[^1], Deadline);
        Assert.Equal(logged, arrived.Select(message => message.Id).Distinct());
    }
}
