using System.Globalization;

namespace Preciso.Silo.Postgres;

/// <summary>A server that runs on a cluster, as its postmaster.pid describes it.</summary>
internal sealed record Postmaster(int Pid, string SocketFolder)
{
    private const string FileName = "postmaster.pid";

    /// <summary>
    /// Null when none runs. The file outlives a killed server, and its pid may belong to another process by now; a server
    /// works in its data folder, so that the process is ours exactly if it stands in a folder with the same file.
    /// </summary>
    public static Postmaster? Find(string data)
    {
        var ours = Read(data);
        if (ours is not [var pid, _, _, _, var sockets, ..] || Read($"/proc/{pid}/cwd") is not { } theirs)
        {
            return null;
        }

        return ours.Take(3).SequenceEqual(theirs.Take(3)) ? new(int.Parse(pid, CultureInfo.InvariantCulture), sockets) : null;
    }

    /// <summary>A server removes its file at its end, whatever ends it but a kill.</summary>
    public static bool LeftItsFile(string data) => File.Exists(Path.Combine(data, FileName));

    private static string[]? Read(string folder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(folder, FileName));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
