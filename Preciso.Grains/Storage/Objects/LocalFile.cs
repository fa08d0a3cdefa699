namespace Preciso.Grains.Storage.Objects;

/// <summary>
/// An object at a path where external programs can read it while this is held. To be read only. If the object is deleted meanwhile, the
/// name may go; who has the file open reads on.
/// </summary>
public sealed class LocalFile(string path, Action? letGo = null) : IDisposable
{
    private Action? _letGo = letGo;

    public string Path { get; } = path;

    public void Dispose() => Interlocked.Exchange(ref _letGo, null)?.Invoke();
}
