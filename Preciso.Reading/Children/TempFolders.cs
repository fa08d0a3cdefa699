using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Preciso.Reading.Children;

/// <summary>
/// Temporary folders of this process, all under one of its own. A lock file beside it is held as long as the process lives,
/// so that another process can tell what a dead one left behind.
/// </summary>
public sealed class TempFolders : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string LockSuffix = ".lock";

    private readonly string _root;
    private readonly string _own;
    private readonly FileStream _lock;

    public TempFolders(IOptions<ReadingOptions> options)
    {
        _root = Path.GetFullPath(options.Value.TempFolder);
        _own = Path.Combine(_root, Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(_root, OwnerOnly);
        _lock = new FileStream(_own + LockSuffix, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        Directory.CreateDirectory(_own, OwnerOnly);
    }

    /// <summary>A new empty folder that goes, with all that is in it, when it is disposed.</summary>
    public TempFolder Create() => new(Path.Combine(_own, Guid.CreateVersion7().ToString("N")));

    /// <summary>Removes what processes that are dead by now left behind.</summary>
    public void Sweep()
    {
        foreach (var file in Directory.EnumerateFiles(_root, "*" + LockSuffix))
        {
            try
            {
                using var abandoned = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                TempFolder.Remove(file[..^LockSuffix.Length]);
                File.Delete(file);
            }
            catch (IOException)
            {
                // Its process lives, or an orphan of it still writes there: the next start tries again.
            }
        }
    }

    public void Dispose()
    {
        TempFolder.Remove(_own);
        File.Delete(_own + LockSuffix);
        _lock.Dispose();
    }
}

public sealed class TempFolder : IDisposable
{
    internal TempFolder(string path) => Path = Directory.CreateDirectory(path).FullName;

    public string Path { get; }

    public void Dispose() => Remove(Path);

    internal static void Remove(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}

/// <summary>Clears away at start what dead processes left.</summary>
internal sealed class TempSweep(TempFolders folders) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        folders.Sweep();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
