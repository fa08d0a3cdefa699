using System.Text.Json;

namespace Preciso.Grains.Core.Events;

/// <summary>An event in the log.</summary>
/// <param name="LogOffset">Its place; without gaps, and per grain and key in the order of <paramref name="Position"/>.</param>
/// <param name="Data">JSON.</param>
public sealed record LoggedEvent(
    long LogOffset, Guid TenantId, string Grain, string Key, long Position, string Name, int Version, string Data, Guid UserId, string Role,
    DateTime OccurredAt)
{
    /// <summary>On whose behalf it happened.</summary>
    public Caller Caller => new(TenantId, UserId, Snake.Parse<Preciso.Tenants.Role>(Role));

    public TEvent As<TEvent>() where TEvent : IEvent => JsonSerializer.Deserialize<TEvent>(Data, PrecisoJson.Options)!;
}
