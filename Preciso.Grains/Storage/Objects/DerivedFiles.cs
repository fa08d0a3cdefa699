namespace Preciso.Grains.Storage.Objects;

/// <summary>What is made from objects and can be made again, kept on this machine within a bound.</summary>
public sealed class DerivedFiles(string folder) : IDisposable
{
    private const long Bound = 512L * 1024 * 1024;

    private readonly ObjectCache _cache = new(folder, Bound);

    /// <param name="make">Writes it to a path; once, however many wait for it.</param>
    public Task<LocalFile> Open(string key, Func<string, CancellationToken, Task> make, CancellationToken cancel) =>
        _cache.Open(key, make, cancel);

    public void Dispose() => _cache.Dispose();
}
