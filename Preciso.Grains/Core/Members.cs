using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Preciso.Jobs;

namespace Preciso.Grains.Core;

/// <summary>The silos of the cluster, as its membership has them.</summary>
public sealed class Members(IGrainFactory grains, ISiloMetadataCache cards, TimeProvider time)
{
    /// <summary>How often a silo writes that it lives.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    /// <summary>The dead are shown so long.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>Those that are, or were a short while ago; the youngest incarnation of each address first.</summary>
    public async Task<IReadOnlyList<SiloView>> List()
    {
        var now = time.GetUtcNow();
        var entries = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: false);
        return [.. entries
            .Where(entry => entry.Status != SiloStatus.Dead || now - Instant(entry.IAmAliveTime) < Remembered)
            .OrderBy(entry => entry.Status == SiloStatus.Dead).ThenBy(entry => entry.SiloName, StringComparer.Ordinal)
            .Select(entry => View(entry, SiloCard.From(cards.GetSiloMetadata(entry.SiloAddress)), now))];
    }

    private static SiloView View(MembershipEntry entry, SiloCard card, DateTimeOffset now)
    {
        var (standing, seen) = (Standing(entry.Status), Instant(entry.IAmAliveTime));
        return new SiloView(
            entry.SiloName, card.Roles, card.Slots, card.Version, Instant(entry.StartTime),
            Math.Round(Math.Max(0, (now - seen).TotalSeconds), 1), standing == SiloStanding.Dead || now - seen > 3 * Beat,
            standing == SiloStanding.Stopping, standing, entry.SiloAddress.ToParsableString());
    }

    private static SiloStanding Standing(SiloStatus status) => status switch
    {
        SiloStatus.Active => SiloStanding.Active,
        SiloStatus.ShuttingDown or SiloStatus.Stopping => SiloStanding.Stopping,
        SiloStatus.Dead => SiloStanding.Dead,
        _ => SiloStanding.Joining,
    };

    private static DateTimeOffset Instant(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Utc));
}
