namespace Preciso.Silo.Postgres;

/// <summary>One Preciso to a home. The open handle is the lock, so that it goes with the process, however that ends.</summary>
internal static class HomeLock
{
    private const int WouldBlock = 11; // EAGAIN: someone else holds it

    /// <param name="home">A folder that exists.</param>
    public static FileStream Take(string home)
    {
        var pid = Path.Combine(home, "pid");
        try
        {
            var held = new FileStream(Path.Combine(home, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(pid, $"{Environment.ProcessId}\n");
            return held;
        }
        catch (IOException taken) when (taken.HResult == WouldBlock)
        {
            throw new EmbeddedPostgresException(
                $"Another Preciso (process {File.ReadAllText(pid).Trim()}) already runs on the folder {home}. Stop it, or give this one "
                + $"a folder of its own with PRECISO_HOME.",
                taken);
        }
    }
}
