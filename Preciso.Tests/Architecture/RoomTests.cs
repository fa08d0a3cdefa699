using System.Reflection;
using ArchUnitNET.xUnitV3;
using Preciso.Silo;
using Preciso.Silo.Cluster;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Preciso.Tests.Architecture;

/// <summary>Who may know whom. Other features are known by their contracts in Abstractions, so there can be no circle.</summary>
public sealed class RoomTests
{
    private static readonly string[] NotForReading = ["Npgsql", "Pgvector", "Dapper", "Orleans", "Microsoft.AspNetCore"];

    public static TheoryData<string> Rooms() => [.. House.Rooms];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_those_that_it_stands_on(string room)
    {
        var others = House.Rooms.Except(StandsOn(room)).Except([room]);

        Types().That().ResideInNamespaceMatching(House.Spaces(room))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(House.Spaces(others)))
            .Check(House.Plan);
    }

    private static string[] AboveReading =>
        [House.Grains.FullName!, House.Web.FullName!, House.Silo.FullName!, House.Bench.FullName!];

    public static TheoryData<string, string[]> Floors() => new()
    {
        { House.Abstractions.FullName!, [House.Reading.FullName!, .. AboveReading] },
        { House.Reading.FullName!, AboveReading },
        { House.Web.FullName!, [House.Reading.FullName!, House.Grains.FullName!, House.Silo.FullName!, House.Bench.FullName!] },
        { House.Grains.FullName!, [House.Web.FullName!, House.Silo.FullName!, House.Bench.FullName!] },
        { House.Silo.FullName!, [House.Bench.FullName!] },
        { House.Bench.FullName!, [House.Web.FullName!] },
    };

    [Theory]
    [MemberData(nameof(Floors))]
    public void A_floor_knows_nothing_of_those_above_and_beside_it(string floor, string[] others)
    {
        var unknown = others.Select(Assembly.Load).ToArray();

        Types().That().ResideInAssembly(Assembly.Load(floor))
            .Should().NotDependOnAny(Types().That().ResideInAssembly(unknown[0], unknown[1..]))
            .Check(House.Plan);
    }

    /// <summary>Files are read, and what was read is judged, by a library that whoever has no database can use.</summary>
    [Fact]
    public void Reading_needs_neither_a_database_nor_a_cluster()
    {
        var needs = House.Reading.GetReferencedAssemblies().Select(assembly => assembly.Name!).ToList();

        Assert.Equal([House.Abstractions.GetName().Name], needs.Where(name => IsOf(name, "Preciso")));
        Assert.DoesNotContain(needs, name => Array.Exists(NotForReading, other => IsOf(name, other)));
    }

    [Theory]
    [InlineData("Storage")]
    [InlineData("Core")]
    [InlineData("Jobs")]
    public void What_the_features_stand_on_knows_nothing_of_files(string room)
    {
        Types().That().ResideInNamespaceMatching(House.Spaces(room))
            .Should().NotDependOnAny(Types().That().ResideInAssembly(House.Reading))
            .Check(House.Plan);
    }

    [Fact]
    public void The_silo_knows_the_console_only_where_it_mounts_it()
    {
        Types().That().ResideInAssembly(House.Silo).And().AreNot(typeof(SiloApp), typeof(DashboardEndpoints))
            .Should().NotDependOnAny(Types().That().ResideInAssembly(House.Web))
            .Check(House.Plan);
    }

    private static bool IsOf(string assembly, string family) =>
        assembly == family || assembly.StartsWith($"{family}.", StringComparison.Ordinal);

    private static string[] StandsOn(string room) => room switch
    {
        "Storage" => [],
        "Core" => ["Storage"],
        "Jobs" => ["Core", "Storage"],
        _ => ["Core", "Jobs", "Storage"],
    };
}
