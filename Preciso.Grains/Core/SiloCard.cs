using System.Globalization;
using System.Reflection;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Preciso.Grains.Core;

/// <summary>What a silo tells the others of itself.</summary>
/// <param name="Slots">How many jobs it works on at once.</param>
public sealed record SiloCard(IReadOnlyList<string> Roles, int Slots, string Version)
{
    public static string OurVersion { get; } =
        typeof(SiloCard).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public static SiloCard From(SiloMetadata? metadata) => new(
        Entry(metadata, "roles").Split(',', StringSplitOptions.RemoveEmptyEntries),
        int.TryParse(Entry(metadata, "slots"), CultureInfo.InvariantCulture, out var slots) ? slots : 0,
        Entry(metadata, "version"));

    public Dictionary<string, string> ToMetadata() => new()
    {
        ["roles"] = string.Join(',', Roles),
        ["slots"] = Slots.ToString(CultureInfo.InvariantCulture),
        ["version"] = Version,
    };

    private static string Entry(SiloMetadata? metadata, string name) => metadata?.Metadata.GetValueOrDefault(name) ?? "";
}
