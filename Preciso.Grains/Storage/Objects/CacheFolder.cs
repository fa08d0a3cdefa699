namespace Preciso.Grains.Storage.Objects;

/// <summary>
/// A folder of this process among those of others. A lock file beside it is held as long as the process lives, so that the next can tell
/// what a dead one left behind, and removes it.
/// </summary>
internal sealed class CacheFolder : IDisposable
{
    private const string LockSuffix = ".lock";

    private readonly string _own;
    private readonly FileStream _lock;

    public CacheFolder(string folder)
    {
        FolderObjectStore.Make(folder);
        Sweep(folder);
        _own = Path.Combine(folder, Guid.CreateVersion7().ToString("N"));
        _lock = new FileStream(_own + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    public string NewPath()
    {
        FolderObjectStore.Make(_own);
        return Path.Combine(_own, Guid.CreateVersion7().ToString("N"));
    }

    public static void Delete(string file)
    {
        if (File.Exists(file)) // its folder may be gone too
        {
            File.Delete(file);
        }
    }

    public void Dispose()
    {
        Remove(_own);
        Delete(_own + LockSuffix);
        _lock.Dispose();
    }

    private static void Sweep(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + LockSuffix))
        {
            try
            {
                using var abandoned = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                Remove(file[..^LockSuffix.Length]);
                File.Delete(file);
            }
            catch (IOException)
            {
                // Its process lives.
            }
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
