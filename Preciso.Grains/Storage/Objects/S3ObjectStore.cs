using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Microsoft.Extensions.Logging;

namespace Preciso.Grains.Storage.Objects;

/// <summary>Objects in a bucket, at Amazon or whoever speaks its protocol: no silo needs another's disk.</summary>
public sealed partial class S3ObjectStore : IObjectStore, IDisposable
{
    /// <summary>A store that sends nothing for so long in the midst of an object has hung.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private readonly string _bucket;
    private readonly S3Client _client;
    private readonly TransferUtility _transfer;
    private readonly Incoming _incoming;
    private readonly ObjectCache _cache;
    private readonly ILogger<S3ObjectStore> _logger;

    /// <param name="folder">On this machine, for what comes in and for what was fetched.</param>
    public S3ObjectStore(StoreOptions options, string folder, ILogger<S3ObjectStore> logger)
    {
        _logger = logger;
        _bucket = options.Bucket!;
        _client = new S3Client(options);
        _transfer = new TransferUtility(_client, new TransferUtilityConfig { ConcurrentServiceRequests = 4 });
        FolderObjectStore.Make(folder);
        _incoming = new Incoming(folder);
        _cache = new ObjectCache(Path.Combine(folder, "cache"), options.CacheBytes);
    }

    public Task Check(CancellationToken cancel) => Ask(
        () => _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket, MaxKeys = 1 }, cancel), cancel);

    public Received Receive() => _incoming.Receive(async (path, key, cancel) =>
    {
        var upload = new TransferUtilityUploadRequest { BucketName = _bucket, Key = key, FilePath = path };
        await Ask(() => _transfer.UploadWithResponseAsync(upload, cancel), cancel); // in parts where it is large; one object or none
        _cache.Put(key, path); // it is read next
    });

    public Task<LocalFile> Open(string key, CancellationToken cancel) => _cache.Open(
        key,
        (path, stop) => Ask(
            async () =>
            {
                using var found = await _client.GetObjectAsync(_bucket, key, stop);
                return await Write(found.ResponseStream, path, stop);
            },
            stop),
        cancel);

    public async Task Delete(string key, CancellationToken cancel)
    {
        await Ask(() => _client.DeleteObjectAsync(_bucket, key, cancel), cancel);
        _cache.Drop(key);
    }

    public async IAsyncEnumerable<StoredObject> List([EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new ListObjectsV2Request { BucketName = _bucket };
        do
        {
            var page = await Ask(() => _client.ListObjectsV2Async(request, cancel), cancel);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return new StoredObject(found.Key, found.LastModified!.Value.ToUniversalTime());
            }
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    public void SweepUnfinished() => _incoming.Sweep();

    public void Dispose()
    {
        _cache.Dispose();
        _transfer.Dispose();
        _client.Dispose();
    }

    private static async Task<long> Write(Stream from, string path, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        var buffer = new byte[1 << 17];
        int read;
        do
        {
            patience.CancelAfter(LongestSilence);
            read = await from.ReadAsync(buffer, patience.Token);
            await to.WriteAsync(buffer.AsMemory(0, read), stop);
        }
        while (read > 0);
        return to.Length;
    }

    private async Task<T> Ask<T>(Func<Task<T>> call, CancellationToken cancel)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (S3Client.Tell(e, cancel) is { } told)
        {
            LogFailed(told.Code, (e as AmazonServiceException)?.ErrorCode ?? e.GetType().Name);
            throw told;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The object store failed: {Code} ({Reason}).")]
    private partial void LogFailed(string code, string reason);
}
