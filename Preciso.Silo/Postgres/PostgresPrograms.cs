using System.Text.RegularExpressions;

namespace Preciso.Silo.Postgres;

/// <summary>Where initdb, pg_ctl and postgres of one version are.</summary>
internal sealed partial record PostgresPrograms(string Folder, int Major)
{
    private const int OldestMajor = 15;

    private const string DebianFolder = "/usr/lib/postgresql";

    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>The newest version that will do; for a cluster that exists, the version that made it.</summary>
    public static async Task<PostgresPrograms> Find(string? given, int? clusterMajor, CancellationToken cancel)
    {
        var found = new List<PostgresPrograms>();
        foreach (var folder in Candidates(given))
        {
            if (await MajorOf(folder, cancel) is int major and >= OldestMajor)
            {
                found.Add(new(folder, major));
            }
        }

        if (found.Count == 0)
        {
            throw Missing(given);
        }

        return found.Where(programs => clusterMajor is null || programs.Major == clusterMajor).MaxBy(programs => programs.Major)
            ?? throw OtherMajor(clusterMajor!.Value, found);
    }

    private static IEnumerable<string> Candidates(string? given)
    {
        if (given is not null)
        {
            return [given];
        }

        var packaged = Directory.Exists(DebianFolder)
            ? Directory.EnumerateDirectories(DebianFolder).Select(version => Path.Combine(version, "bin"))
            : [];
        return packaged.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<int?> MajorOf(string folder, CancellationToken cancel)
    {
        var postgres = Path.Combine(folder, "postgres");
        if (!File.Exists(postgres) || !File.Exists(Path.Combine(folder, "initdb")))
        {
            return null;
        }

        var version = await ServerProgram.Run([postgres, "--version"], cancel);
        return FirstNumber().Match(version.Output) is { Success: true } match
            ? int.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;
    }

    private static EmbeddedPostgresException Missing(string? given) =>
        new($"PostgreSQL {OldestMajor} or newer is not installed{(given is null ? "" : $" in {given}")}. Run deploy/install, "
            + "or set ConnectionStrings:Preciso to the PostgreSQL server that Preciso should use.");

    private static EmbeddedPostgresException OtherMajor(int cluster, List<PostgresPrograms> found) =>
        new($"This Preciso's data was made by PostgreSQL {cluster}, and only {string.Join(", ", found.Select(programs => programs.Major))} "
            + $"is installed. Install postgresql-{cluster} and its pgvector, or move the data with pg_dump.");

    [GeneratedRegex(@"\d+")]
    private static partial Regex FirstNumber();
}
