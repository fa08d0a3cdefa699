using System.Reflection;
using ArchUnitNET.Loader;
using Preciso.Bench;
using Preciso.Grains.Core;
using Preciso.Reading;
using Preciso.Silo;
using Preciso.Web;

namespace Preciso.Tests.Architecture;

/// <summary>The house as it was built: its assemblies, and the rooms of Preciso.Grains.</summary>
internal static class House
{
    public static readonly Assembly Abstractions = typeof(IGrain).Assembly;
    public static readonly Assembly Reading = typeof(DocumentFormats).Assembly;
    public static readonly Assembly Grains = typeof(Grain).Assembly;
    public static readonly Assembly Silo = typeof(SiloApp).Assembly;
    public static readonly Assembly Bench = typeof(WorkerProcess).Assembly;
    public static readonly Assembly Web = typeof(ConsoleServices).Assembly;

    public static readonly ArchUnitNET.Domain.Architecture Plan =
        new ArchLoader().LoadAssemblies(Abstractions, Reading, Grains, Silo, Web, Bench).Build();

    /// <summary>Each room is a namespace: who builds a new one need not tell the tests.</summary>
    public static IReadOnlyList<string> Rooms { get; } =
    [
        .. Grains.GetTypes().Select(type => type.Namespace?.Split('.')).Where(space => space is ["Preciso", "Grains", _, ..])
            .Select(space => space![2]).Distinct().Order(),
    ];

    /// <summary>Which rooms, as a regular expression over namespaces.</summary>
    public static string Spaces(params IEnumerable<string> rooms) =>
        string.Join('|', rooms.Select(room => @$"^Preciso\.Grains\.{room}(\.|$)"));
}
