using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Preciso.Tests.Broker;

/// <summary>A silo that publishes to a RabbitMQ of its own, and a reader of what arrives there.</summary>
public sealed class BrokerWorld(TestCluster cluster) : IAsyncLifetime
{
    public TestBroker Broker { get; } = new();

    public TestSilo Silo { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Broker.Start();
        Silo = new TestSilo(cluster) { Settings = ["--Preciso:RabbitMq:Uri", Broker.Uri] };
        await Silo.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Broker.DisposeAsync();
    }

    /// <summary>What the owner of the schema sees.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(string sql)
    {
        await using var owner = new NpgsqlConnection(Silo.ConnectionString);
        return (await owner.QueryAsync<T>(sql)).AsList();
    }

    public async Task<(long Offset, string? Error)> Group() =>
        (await Rows<(long, string?)>("SELECT log_offset, error FROM consumer_groups WHERE name = 'rabbitmq'")).SingleOrDefault();

    /// <summary>Waits until every event is in the log and the broker has confirmed it.</summary>
    public async Task Published(TimeSpan deadline)
    {
        var open = "";
        try
        {
            await Eventually.True(async () => (open = await Open()).Length == 0, deadline);
        }
        catch (Xunit.Sdk.FailException)
        {
            Assert.Fail($"After {deadline.TotalSeconds:0} s: {open}");
        }
    }

    private async Task<string> Open() => (await Rows<string>(
        """
        SELECT CASE WHEN e.last = g.log_offset AND e.open = 0
            THEN '' ELSE concat(e.open, ' are not in the log of ', e.last, ', of which are published ', g.log_offset, '. ', g.error) END
        FROM (SELECT max(log_offset) AS last, count(*) FILTER (WHERE log_offset IS NULL) AS open FROM events) e
        LEFT JOIN consumer_groups g ON g.name = 'rabbitmq'
        """)).Single();

    /// <summary>The stream from its beginning up to this event.</summary>
    public async Task<IReadOnlyList<Arrived>> ReadStream(long until, TimeSpan deadline)
    {
        var arrived = new ConcurrentQueue<Arrived>();
        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker.Uri) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, 200, false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            arrived.Enqueue(Arrived.From(message));
            await channel.BasicAckAsync(message.DeliveryTag, false);
        };
        await channel.BasicConsumeAsync(
            "preciso.events", autoAck: false, "", noLocal: false, exclusive: false,
            new Dictionary<string, object?> { ["x-stream-offset"] = "first" }, consumer);
        await Eventually.True(() => Task.FromResult(arrived.Any(message => message.Id == until)), deadline);
        return [.. arrived];
    }
}

/// <summary>A message of the stream.</summary>
public sealed record Arrived(long Id, string RoutingKey, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    public static Arrived From(BasicDeliverEventArgs message) => new(
        long.Parse(message.BasicProperties.MessageId!, null), message.RoutingKey,
        message.BasicProperties.Headers!.Where(header => header.Value is byte[])
            .ToDictionary(header => header.Key, header => Encoding.UTF8.GetString((byte[])header.Value!)),
        JsonSerializer.Deserialize<JsonElement>(message.Body.Span));
}
