using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Preciso.Grains.Core.Events;
using RabbitMQ.Client;

namespace Preciso.Grains.Broker;

/// <summary>
/// The body of a message: one event of the log. <paramref name="Offset"/> is also the message's id, by which a reader knows a repeated one.
/// </summary>
public sealed record BrokerMessage(
    long Offset, Guid TenantId, string Grain, string Key, long Position, string Name, int Version, JsonNode? Data, DateTime OccurredAt)
{
    public static ReadOnlyMemory<byte> Body(LoggedEvent logged) => JsonSerializer.SerializeToUtf8Bytes(
        new BrokerMessage(
            logged.LogOffset, logged.TenantId, logged.Grain, logged.Key, logged.Position, logged.Name, logged.Version,
            JsonNode.Parse(logged.Data), logged.OccurredAt),
        PrecisoJson.Options);

    /// <summary>What a reader can decide by without opening the body.</summary>
    public static BasicProperties Properties(LoggedEvent logged) => new()
    {
        MessageId = logged.LogOffset.ToString(CultureInfo.InvariantCulture),
        AppId = "preciso",
        ContentType = "application/json",
        DeliveryMode = DeliveryModes.Persistent,
        Timestamp = new AmqpTimestamp(new DateTimeOffset(logged.OccurredAt).ToUnixTimeSeconds()),
        Headers = new Dictionary<string, object?> { ["name"] = logged.Name, ["tenant"] = logged.TenantId.ToString(), ["key"] = logged.Key },
    };
}
