using System.Diagnostics.Metrics;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Preciso.Grains.Core;
using Preciso.Silo.Operations.Metrics;

namespace Preciso.Silo.Cluster;

/// <summary>The cluster in figures, as this silo knows it.</summary>
public sealed class ClusterFigures
{
    private readonly IClusterMembershipService _membership;
    private readonly ISiloMetadataCache _cards;

    public ClusterFigures(IClusterMembershipService membership, ISiloMetadataCache cards, IMeterFactory meters)
    {
        (_membership, _cards) = (membership, cards);
        var meter = meters.Create(InstallationFigures.Name);
        meter.CreateObservableGauge("preciso_silos", ByRole, description: "Silos that live, by role.");
        meter.CreateObservableGauge(
            "preciso_silo_slots", () => Living().Sum(silo => silo.Slots), description: "How many jobs all silos together work on at once.");
    }

    private IEnumerable<Measurement<int>> ByRole() => SiloRoles.Known.Select(role =>
        new Measurement<int>(Living().Count(silo => silo.Roles.Contains(role)), KeyValuePair.Create<string, object?>("role", role)));

    private IEnumerable<SiloCard> Living() => _membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active).Select(member => SiloCard.From(_cards.GetSiloMetadata(member.SiloAddress)));
}
