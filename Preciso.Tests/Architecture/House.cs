using System.Reflection;
using ArchUnitNET.Loader;
using Preciso.Bench;
using Preciso.Grains.Core;
using Preciso.Silo;
using Preciso.Web;

namespace Preciso.Tests.Architecture;

/// <summary>The house as it was built: its assemblies, and the rooms of Preciso.Grains.</summary>
internal static class House
{
    /// <summary>A library without a database that lies within Documents.</summary>
    public const string Reading = "Reading";

    public static readonly Assembly Abstractions = typeof(IGrain).Assembly;
    public static readonly Assembly Grains = typeof(Grain).Assembly;
    public static readonly Assembly Silo = typeof(SiloApp).Assembly;
    public static readonly Assembly Bench = typeof(WorkerProcess).Assembly;
    public static readonly Assembly Web = typeof(ConsoleServices).Assembly;

    public static readonly ArchUnitNET.Domain.Architecture Plan =
        new ArchLoader().LoadAssemblies(Abstractions, Grains, Silo, Web, Bench).Build();

    private const string WithinDocuments = @"(Reading|Facts|Fields|Chunking)(\.|$)";

    /// <summary>Each room is a namespace: who builds a new one need not tell the tests.</summary>
    public static IReadOnlyList<string> Rooms { get; } =
    [
        Reading, .. Grains.GetTypes().Select(type => type.Namespace?.Split('.')).Where(space => space is ["Preciso", "Grains", _, ..])
            .Select(space => space![2]).Distinct().Order(),
    ];

    /// <summary>Which rooms, as a regular expression over namespaces.</summary>
    public static string Spaces(params IEnumerable<string> rooms) => string.Join('|', rooms.Select(room => room switch
    {
        Reading => @$"^Preciso\.Grains\.Documents\.{WithinDocuments}",
        _ => @$"^Preciso\.Grains\.{room}(\.(?!{WithinDocuments})|$)",
    }));
}
