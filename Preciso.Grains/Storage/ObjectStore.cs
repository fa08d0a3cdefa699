namespace Preciso.Grains.Storage;

/// <summary>Where the files themselves lie. Keys are made by us, never from what a person typed.</summary>
public interface IObjectStore
{
    /// <summary>Receives a stream of unknown length; it becomes an object only by <see cref="Received.Keep"/>.</summary>
    Received Receive();

    /// <summary>A path at which external programs can read the object.</summary>
    string PathOf(string key);

    void Delete(string key);

    /// <summary>Every key, for the sweep after a crash.</summary>
    IEnumerable<(string Key, DateTimeOffset WrittenAt)> List();

    /// <summary>Removes what uploads that never ended left behind.</summary>
    void SweepUnfinished();
}

/// <summary>A file on its way in; disposing it without <see cref="Keep"/> leaves nothing behind.</summary>
public sealed class Received(string path, Func<string, string> target) : IAsyncDisposable
{
    public FileStream Stream { get; } = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous);

    /// <summary>Makes it durable under the key, for others to open.</summary>
    public void Keep(string key)
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        var final = target(key);
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        File.Move(path, final, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await Stream.DisposeAsync();
        File.Delete(path);
    }
}

/// <summary>Objects as files in a folder, readable by the silo's own user only.</summary>
public sealed class FolderObjectStore : IObjectStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _objects;
    private readonly string _incoming;

    public FolderObjectStore(string folder)
    {
        _objects = Path.Combine(folder, "objects");
        _incoming = Path.Combine(folder, "incoming");
        Directory.CreateDirectory(folder, OwnerOnly);
        Directory.CreateDirectory(_objects, OwnerOnly);
        Directory.CreateDirectory(_incoming, OwnerOnly);
    }

    public Received Receive() => new(Path.Combine(_incoming, Guid.CreateVersion7().ToString("N")), PathOf);

    public string PathOf(string key) => Path.Combine(_objects, key);

    public void Delete(string key) => File.Delete(PathOf(key));

    public IEnumerable<(string Key, DateTimeOffset WrittenAt)> List() =>
        new DirectoryInfo(_objects).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(_objects, file.FullName), new DateTimeOffset(file.LastWriteTimeUtc)));

    public void SweepUnfinished()
    {
        foreach (var file in Directory.EnumerateFiles(_incoming).Where(IsAbandoned))
        {
            File.Delete(file);
        }
    }

    // A living upload holds its file exclusively, in this silo or in another that shares the folder.
    private static bool IsAbandoned(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
