namespace Preciso.Grains.Storage.Objects;

/// <summary>Objects as files in a folder that every silo mounts, readable by the silo's own user only.</summary>
public sealed class FolderObjectStore : IObjectStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _objects;
    private readonly Incoming _incoming;

    public FolderObjectStore(string folder)
    {
        _objects = Path.Combine(folder, "objects");
        Make(folder);
        Make(_objects);
        _incoming = new Incoming(folder);
    }

    public Task Check(CancellationToken cancel) => StoreException.On(() =>
    {
        RequireThere();
        return Task.CompletedTask;
    });

    public Received Receive() => _incoming.Receive((path, key, _) =>
    {
        RequireThere();
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(key))!);
        File.Move(path, PathOf(key), overwrite: true);
        return Task.CompletedTask;
    });

    public Task<LocalFile> Open(string key, CancellationToken cancel)
    {
        RequireThere();
        return File.Exists(PathOf(key)) ? Task.FromResult(new LocalFile(PathOf(key))) : throw new StoreException(StoreException.Missing);
    }

    public Task Delete(string key, CancellationToken cancel) => StoreException.On(() =>
    {
        RequireThere();
        if (File.Exists(PathOf(key)))
        {
            File.Delete(PathOf(key));
        }
        return Task.CompletedTask;
    });

    public IAsyncEnumerable<StoredObject> List(CancellationToken cancel)
    {
        RequireThere();
        return new DirectoryInfo(_objects).EnumerateFiles("*", SearchOption.AllDirectories)
            .Select(file => new StoredObject(Path.GetRelativePath(_objects, file.FullName), file.LastWriteTimeUtc))
            .ToAsyncEnumerable();
    }

    public void SweepUnfinished() => _incoming.Sweep();

    internal static void Make(string folder) => Directory.CreateDirectory(folder, OwnerOnly);

    private string PathOf(string key) => Path.Combine(_objects, key);

    /// <summary>A mount that is away leaves an empty folder, and what we made there would be lost under it when it is back.</summary>
    private void RequireThere()
    {
        if (!Directory.Exists(_objects))
        {
            throw new StoreException(StoreException.Unreachable);
        }
    }
}
