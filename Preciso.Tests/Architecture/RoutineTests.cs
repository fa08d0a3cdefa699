using System.Text.RegularExpressions;
using Preciso.Grains.Storage;
using Preciso.Tests.Web;

namespace Preciso.Tests.Architecture;

/// <summary>
/// Silos of two versions tell by its number whose text of a function is the newer one: so a text that has landed changes only with its
/// number. routines.sha256 has the sum of each text under each number; lines are added, never changed.
/// </summary>
public sealed class RoutineTests
{
    /// <summary>Made what are routines now, before they were.</summary>
    private const string LastThatMadeThem = "0010_traces.sql";

    private static readonly Dictionary<(string Name, string Version), string> Landed =
        File.ReadLines(Path.Combine(Repository.Root, "Preciso.Tests", "Architecture", "routines.sha256"))
            .Select(line => line.Split("  "))
            .ToDictionary(parts => (parts[1], parts[2]), parts => parts[0]);

    public static TheoryData<string> Names() => [.. Routine.All.Select(routine => routine.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_changes_only_with_its_version(string name)
    {
        var routine = Routine.All.Single(routine => routine.Name == name);

        var landed = Landed.GetValueOrDefault((name, $"{routine.Version}"));

        Assert.True(landed is not null, $"Add to routines.sha256 when it lands:\n{routine.Sum}  {name}  {routine.Version}");
        Assert.True(
            landed == routine.Sum,
            $"{name} has changed after it has landed: raise the version in its first line and add\n{routine.Sum}  {name}  "
            + $"{routine.Version + 1}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_makes_the_function_that_it_is_named_after_and_no_later_migration_does(string name)
    {
        var made = new Regex($@"CREATE (OR REPLACE )?FUNCTION {Path.GetFileNameWithoutExtension(name)}\b");
        var later = Directory.EnumerateFiles(Path.Combine(Repository.Root, "Preciso.Grains", "Storage", "Migrations"))
            .Where(file => string.CompareOrdinal(Path.GetFileName(file), LastThatMadeThem) > 0);

        Assert.Matches(made, Routine.All.Single(routine => routine.Name == name).Text);
        Assert.DoesNotContain(later, file => made.IsMatch(File.ReadAllText(file)));
    }
}
