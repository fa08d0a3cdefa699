namespace Preciso.Grains.Storage.Objects;

/// <summary>
/// What was fetched from a store on another machine, kept for the next who opens it. Within a bound: what was used longest ago goes first,
/// and never what is held. Each process has a folder of its own, so that none takes a file from under another.
/// </summary>
internal sealed class ObjectCache : IDisposable
{
    private readonly CacheFolder _folder;
    private readonly long _bound;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Cached> _objects = [];
    private readonly CancellationTokenSource _stop = new();
    private long _bytes;
    private long _uses;

    public ObjectCache(string folder, long bound) => (_folder, _bound) = (new CacheFolder(folder), bound);

    /// <param name="fetch">Writes the object to a path. Who opens it while it is fetched waits for the same fetch.</param>
    public async Task<LocalFile> Open(string key, Func<string, CancellationToken, Task> fetch, CancellationToken cancel)
    {
        var cached = Hold(key, fetch);
        try
        {
            await cached.Fetched!.Value.WaitAsync(cancel);
        }
        catch
        {
            LetGo(cached);
            throw;
        }
        return new LocalFile(cached.Path, () => LetGo(cached));
    }

    /// <summary>Takes a file that is the object already.</summary>
    public void Put(string key, string path)
    {
        var cached = new Cached(_folder.NewPath());
        File.Move(path, cached.Path);
        lock (_lock)
        {
            Forget(key);
            cached.Fetched = new Lazy<Task>(Task.CompletedTask);
            _objects[key] = cached;
            Count(cached);
            Shrink();
        }
    }

    public void Drop(string key)
    {
        lock (_lock)
        {
            Forget(key);
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
        _folder.Dispose();
    }

    private Cached Hold(string key, Func<string, CancellationToken, Task> fetch)
    {
        lock (_lock)
        {
            if (_objects.TryGetValue(key, out var cached) && cached.IsLost)
            {
                Forget(key);
                cached = null;
            }
            if (cached is null)
            {
                var added = cached = new Cached(_folder.NewPath()) { Holders = 1 }; // the fetch itself
                added.Fetched = new Lazy<Task>(() => Fetch(key, added, fetch));
                _objects.Add(key, added);
            }
            cached.Holders++;
            cached.LastUse = ++_uses;
            return cached;
        }
    }

    /// <summary>It goes on when one who waits for it gives up: the others still want it.</summary>
    private async Task Fetch(string key, Cached cached, Func<string, CancellationToken, Task> fetch)
    {
        var part = cached.Path + ".part";
        try
        {
            await StoreException.On(async () =>
            {
                await fetch(part, _stop.Token);
                File.Move(part, cached.Path); // under its name it is whole
            });
            lock (_lock)
            {
                Count(cached);
            }
        }
        catch
        {
            Drop(key); // the next who opens it tries again
            CacheFolder.Delete(part);
            throw;
        }
        finally
        {
            LetGo(cached);
        }
    }

    private void LetGo(Cached cached)
    {
        lock (_lock)
        {
            cached.Holders--;
            if (cached is { Holders: 0, IsForgotten: true })
            {
                Remove(cached);
            }
            Shrink();
        }
    }

    private void Shrink()
    {
        while (_bytes > _bound && LongestUnused() is { } key)
        {
            Forget(key);
        }
    }

    private string? LongestUnused() =>
        _objects.Where(found => found.Value.Holders == 0).OrderBy(found => found.Value.LastUse).Select(found => found.Key).FirstOrDefault();

    private void Forget(string key)
    {
        if (_objects.Remove(key, out var cached))
        {
            cached.IsForgotten = true;
            if (cached.Holders == 0)
            {
                Remove(cached);
            }
        }
    }

    private void Count(Cached cached)
    {
        cached.Size = new FileInfo(cached.Path).Length;
        cached.LastUse = ++_uses;
        _bytes += cached.Size;
    }

    private void Remove(Cached cached)
    {
        _bytes -= cached.Size;
        CacheFolder.Delete(cached.Path);
    }

    private sealed class Cached(string path)
    {
        public string Path => path;

        public Lazy<Task>? Fetched { get; set; }

        public long Size { get; set; }

        public int Holders { get; set; }

        public long LastUse { get; set; }

        /// <summary>Someone has tidied up the disk by hand.</summary>
        public bool IsLost => Fetched is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } && !File.Exists(path);

        /// <summary>Nobody finds it any more; it goes with its last holder.</summary>
        public bool IsForgotten { get; set; }
    }
}
