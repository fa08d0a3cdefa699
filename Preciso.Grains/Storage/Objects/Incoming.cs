namespace Preciso.Grains.Storage.Objects;

/// <summary>The folder in which files lie while they come in.</summary>
internal sealed class Incoming
{
    private readonly string _folder;

    public Incoming(string folder)
    {
        _folder = Path.Combine(folder, "incoming");
        FolderObjectStore.Make(_folder);
    }

    public Received Receive(Func<string, string, CancellationToken, Task> keep)
    {
        try
        {
            return new Received(Path.Combine(_folder, Guid.CreateVersion7().ToString("N")), keep);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StoreException.From(e);
        }
    }

    public void Sweep()
    {
        foreach (var file in Directory.EnumerateFiles(_folder).Where(IsAbandoned))
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
