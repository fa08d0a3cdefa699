namespace Preciso.Grains.Storage.Objects;

/// <summary>
/// Where the files themselves lie. Keys are made by us, never from what a person typed. What ails the store is told as a
/// <see cref="StoreException"/>.
/// </summary>
public interface IObjectStore
{
    /// <summary>Fails with what is wrong if the store cannot be used as it is set.</summary>
    Task Check(CancellationToken cancel);

    /// <summary>Receives a stream of unknown length; it becomes an object only by <see cref="Received.Keep"/>.</summary>
    Received Receive();

    /// <summary>The object as a file, for as long as it is held.</summary>
    Task<LocalFile> Open(string key, CancellationToken cancel);

    /// <summary>To delete what is not there changes nothing.</summary>
    Task Delete(string key, CancellationToken cancel);

    /// <summary>Every object, for the sweep after a crash.</summary>
    IAsyncEnumerable<StoredObject> List(CancellationToken cancel);

    /// <summary>Removes what uploads that never ended left behind.</summary>
    void SweepUnfinished();
}

public sealed record StoredObject(string Key, DateTimeOffset WrittenAt);
