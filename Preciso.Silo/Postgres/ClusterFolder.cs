using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Preciso.Silo.Postgres;

/// <summary>Where the cluster lives: data, log and, if its name allows, the socket.</summary>
internal sealed partial record ClusterFolder(string Path)
{
    private const string Name = "postgres";

    /// <summary>For clusters of root whose home only root may enter, as is /root.</summary>
    private const string Shared = "/var/lib/preciso";

    public string Data => System.IO.Path.Combine(Path, "data");

    public string Log => System.IO.Path.Combine(Path, "log");

    /// <summary>Of a home that has one.</summary>
    public static ClusterFolder Under(string home) => new(System.IO.Path.Combine(System.IO.Path.GetFullPath(home), Name));

    /// <summary>The version that made the cluster of a home; null if there is none yet.</summary>
    public static int? Major(string home)
    {
        var version = System.IO.Path.Combine(home, Name, "data", "PG_VERSION");
        return File.Exists(version) ? int.Parse(File.ReadAllText(version), CultureInfo.InvariantCulture) : null;
    }

    /// <summary>
    /// The folder "postgres" in the home. Where PostgreSQL's account cannot enter the home it is a link into /var/lib/preciso.
    /// </summary>
    public static async Task<ClusterFolder> Open(string home, CancellationToken cancel)
    {
        var path = System.IO.Path.Combine(home, Name);
        if (new DirectoryInfo(path).LinkTarget is { } target)
        {
            return new(target);
        }

        await ServerAccount.OwnFolder(path, cancel);
        if (await ServerAccount.Reaches(path, cancel))
        {
            return new(path);
        }

        var shared = System.IO.Path.Combine(Shared, Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(Shared);
        await ServerAccount.OwnFolder(shared, cancel);
        Directory.Delete(path);
        File.CreateSymbolicLink(path, shared);
        return new(shared);
    }

    /// <summary>
    /// Makes the cluster unless it is there. It grows under another name and is renamed when it is whole, so that nothing
    /// half made is ever found; what a killed start left behind is removed.
    /// </summary>
    public async Task Initialize(PostgresPrograms programs, bool fsync, ILogger logger, CancellationToken cancel)
    {
        if (Directory.Exists(Data))
        {
            return;
        }

        PostgresLog.Initializing(logger, programs.Major, Path);
        foreach (var leftover in Directory.EnumerateDirectories(Path, "new-*"))
        {
            Directory.Delete(leftover, recursive: true);
        }

        var growing = System.IO.Path.Combine(Path, $"new-{Guid.CreateVersion7():N}");
        string[] command =
        [
            programs["initdb"], "--pgdata", growing, "--username", "preciso", "--encoding", "UTF8",
            "--locale", "C.UTF-8", "--lc-collate", "C", // letters of all scripts are letters; order is by code point and never changes
            "--auth-local", "trust", "--auth-host", "reject", // the only way in is a socket in a folder of the account's own
            .. fsync ? Array.Empty<string>() : ["--no-sync"],
        ];
        var made = await ServerProgram.Run(ServerAccount.Run(command), cancel);
        if (made.Code != 0)
        {
            throw new EmbeddedPostgresException($"PostgreSQL could not make its cluster in {Path}. initdb says:\n{made.Output}");
        }

        Directory.Move(growing, Data);
    }

    /// <summary>The name of a socket has a limit, and some characters in it would mean something to client or server.</summary>
    public async Task<string> SocketFolder(CancellationToken cancel)
    {
        const int LongestName = 107;
        if (PlainPath().IsMatch(Path) && Encoding.UTF8.GetByteCount($"{Path}/.s.PGSQL.5432.lock") <= LongestName)
        {
            return Path;
        }

        var path = Directory.CreateTempSubdirectory("preciso-").FullName;
        await ServerAccount.OwnFolder(path, cancel);
        return path;
    }

    /// <summary>The end of the newest log, for messages.</summary>
    public string LogTail()
    {
        var newest = Directory.Exists(Log) ? new DirectoryInfo(Log).EnumerateFiles().MaxBy(file => file.LastWriteTimeUtc) : null;
        return newest is null ? "" : string.Join('\n', File.ReadLines(newest.FullName).TakeLast(15));
    }

    [GeneratedRegex("^[A-Za-z0-9/._-]+$")]
    private static partial Regex PlainPath();
}
