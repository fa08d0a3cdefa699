using System.Security.Cryptography;
using Preciso.Tests.Web;

namespace Preciso.Tests.Architecture;

/// <summary>
/// What was applied somewhere is never changed: a later migration mends it. migrations.sha256 has the sum of each that has landed, and
/// <c>open</c> in its place for one that is still being written.
/// </summary>
public sealed class MigrationTests
{
    private const string Open = "open";

    private static readonly List<(string Sum, string Name)> Landed =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "Preciso.Tests", "Architecture", "migrations.sha256"))
            .Select(line => line.Split("  ")).Select(parts => (parts[0], parts[1])),
    ];

    [Fact]
    public void A_migration_that_has_landed_never_changes()
    {
        var changed = Landed.Where(line => line.Sum != Open && line.Sum != Sum(line.Name)).Select(line => line.Name);

        Assert.True(!changed.Any(), $"Changed after it has landed; put it back and write a new migration: {string.Join(", ", changed)}");
    }

    [Fact]
    public void Every_migration_has_its_line()
    {
        var missing = Names().Except(Landed.Select(line => line.Name)).Select(name => $"{Sum(name)}  {name}");

        Assert.True(!missing.Any(), $"Add to migrations.sha256 when it lands:\n{string.Join('\n', missing)}");
    }

    [Fact]
    public void Only_the_newest_migrations_are_open()
    {
        var afterTheFirstOpen = Landed.OrderBy(line => line.Name, StringComparer.Ordinal).SkipWhile(line => line.Sum != Open);

        Assert.All(afterTheFirstOpen, line => Assert.Equal(Open, line.Sum));
    }

    private static IEnumerable<string> Names() =>
        House.Grains.GetManifestResourceNames()
            .Where(name => char.IsAsciiDigit(name[0]) && name.EndsWith(".sql", StringComparison.Ordinal));

    /// <summary>Of what the build carries; empty where it carries it no longer.</summary>
    private static string Sum(string name)
    {
        using var text = House.Grains.GetManifestResourceStream(name);
        return text is null ? "" : Convert.ToHexStringLower(SHA256.HashData(text));
    }
}
