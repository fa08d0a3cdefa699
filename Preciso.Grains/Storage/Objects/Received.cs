namespace Preciso.Grains.Storage.Objects;

/// <summary>A file on its way in; disposing it without <see cref="Keep"/> leaves nothing behind.</summary>
public sealed class Received : IAsyncDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly Func<string, string, CancellationToken, Task> _keep;

    /// <param name="keep">Takes the file at a path as the object of a key.</param>
    internal Received(string path, Func<string, string, CancellationToken, Task> keep)
    {
        (_path, _keep) = (path, keep);
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous);
    }

    /// <summary>What has come so far.</summary>
    public Stream Content => _file;

    /// <summary>Apart from reading what is sent: what fails here is our disk and not the sender.</summary>
    public Task Write(ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        StoreException.On(() => _file.WriteAsync(bytes, cancel).AsTask());

    public Task Flush(CancellationToken cancel) => StoreException.On(() => _file.FlushAsync(cancel));

    /// <summary>Makes it durable under the key, for others to open.</summary>
    public Task Keep(string key, CancellationToken cancel) => StoreException.On(async () =>
    {
        _file.Flush(flushToDisk: true);
        await _file.DisposeAsync();
        await _keep(_path, key, cancel);
    });

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _file.DisposeAsync();
        }
        catch (IOException)
        {
            // A full disk does not take what was still to be written, and nobody wants it any more.
        }
        File.Delete(_path);
    }
}
