using System.Security.Cryptography;
using Preciso.Grains.Storage.Objects;

namespace Preciso.Tests.Storage.Objects;

/// <summary>What every store of objects must do; each is run through all of it.</summary>
public abstract class ObjectStoreSuite : IAsyncLifetime
{
    private const string Key = "4f2e/8a1c";

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What this silo keeps on its own machine.</summary>
    protected DirectoryInfo Home { get; } = Directory.CreateTempSubdirectory("preciso-store-");

    protected IObjectStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Begin();
        Store = Make();
    }

    public async ValueTask DisposeAsync()
    {
        (Store as IDisposable)?.Dispose();
        await End();
        Home.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_store_that_can_be_used_says_so() => await Store.Check(Cancel);

    [Fact]
    public async Task What_one_silo_keeps_another_reads_whole()
    {
        var content = Content(70_000);

        await Keep(Store, Key, content);

        Assert.Equal(content, await Read(Store, Key));
        Assert.Equal(content, await Read(Another(), Key));
    }

    [Fact]
    public async Task Thirty_megabytes_come_back_as_they_went()
    {
        var content = Content(30_000_000);

        await Keep(Store, Key, content);

        Assert.Equal(SHA256.HashData(content), SHA256.HashData(await Read(Another(), Key)));
    }

    [Fact]
    public async Task An_empty_file_is_an_object_too()
    {
        await Keep(Store, Key, []);

        Assert.Empty(await Read(Another(), Key));
    }

    [Fact]
    public async Task Opened_twice_it_stays_until_both_have_let_go()
    {
        await Keep(Store, Key, Content(100));
        var silo = Another();

        using var first = await silo.Open(Key, Cancel);
        using (await silo.Open(Key, Cancel))
        {
        }

        Assert.Equal(Content(100), await File.ReadAllBytesAsync(first.Path, Cancel));
    }

    [Fact]
    public async Task What_is_not_there_is_missing()
    {
        var missing = await Assert.ThrowsAsync<StoreException>(() => Store.Open(Key, Cancel));

        Assert.Equal(StoreException.Missing, missing.Code);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_may_be_deleted_again()
    {
        await Keep(Store, Key, Content(100));

        await Store.Delete(Key, Cancel);
        await Store.Delete(Key, Cancel);

        Assert.Equal(StoreException.Missing, (await Assert.ThrowsAsync<StoreException>(() => Store.Open(Key, Cancel))).Code);
        Assert.Equal(StoreException.Missing, (await Assert.ThrowsAsync<StoreException>(() => Another().Open(Key, Cancel))).Code);
        Assert.Empty(await List());
    }

    [Fact]
    public async Task Who_reads_it_while_it_is_deleted_reads_on()
    {
        await Keep(Store, Key, Content(100_000));
        using var held = await Store.Open(Key, Cancel);
        await using var reading = File.OpenRead(held.Path);

        await Store.Delete(Key, Cancel);

        var read = new byte[100_000];
        await reading.ReadExactlyAsync(read, Cancel);
        Assert.Equal(Content(100_000), read);
    }

    [Fact]
    public async Task All_that_was_kept_is_listed_with_its_time()
    {
        var before = TimeProvider.System.GetUtcNow().AddSeconds(-2); // some stores count whole seconds
        await Keep(Store, "4f2e/8a1c", Content(1));
        await Keep(Store, "4f2e/9b2d", Content(1));
        await Keep(Store, "5a3f/8a1c", Content(1));

        var listed = await List();

        Assert.Equal(["4f2e/8a1c", "4f2e/9b2d", "5a3f/8a1c"], listed.Select(found => found.Key).Order());
        Assert.All(listed, found => Assert.InRange(found.WrittenAt, before, TimeProvider.System.GetUtcNow().AddSeconds(2)));
    }

    [Fact]
    public async Task An_upload_that_is_given_up_leaves_nothing()
    {
        await using (var received = Store.Receive())
        {
            await received.Write(Content(1000), Cancel);
        }

        Assert.Empty(await List());
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task What_a_killed_process_left_is_swept_and_a_living_upload_is_not()
    {
        await File.WriteAllBytesAsync(Path.Combine(Home.FullName, "incoming", "left"), Content(10), Cancel);
        await using var living = Store.Receive();

        Store.SweepUnfinished();

        Assert.DoesNotContain("left", Assert.Single(Incoming()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_away_says_so_and_has_lost_nothing_when_it_is_back()
    {
        await Keep(Store, Key, Content(100));
        var another = Another();

        await GoAway();
        var failures = new[]
        {
            await Assert.ThrowsAsync<StoreException>(() => Keep(Store, "4f2e/9b2d", Content(100))),
            await Assert.ThrowsAsync<StoreException>(() => another.Open(Key, Cancel)),
            await Assert.ThrowsAsync<StoreException>(() => Store.Delete(Key, Cancel)),
            await Assert.ThrowsAsync<StoreException>(List),
            await Assert.ThrowsAsync<StoreException>(() => Store.Check(Cancel)),
        };
        await ComeBack();

        Assert.All(failures, failure => Assert.Equal(StoreException.Unreachable, failure.Code));
        Assert.Equal(Key, Assert.Single(await List()).Key);
        Assert.Equal(Content(100), await Read(another, Key));
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task A_full_store_says_so_keeps_nothing_and_takes_more_once_there_is_room()
    {
        FillUp();

        var full = await Assert.ThrowsAsync<StoreException>(() => Keep(Store, Key, Content(1_000_000)));
        var left = (await List()).Count + Incoming().Length;
        MakeRoom();
        await Keep(Store, Key, Content(1_000_000));

        Assert.Equal((StoreException.Full, 0), (full.Code, left));
        Assert.Equal(Content(1_000_000), await Read(Another(), Key));
    }

    protected abstract IObjectStore Make();

    /// <summary>The store as another silo sees it.</summary>
    protected abstract IObjectStore Another();

    protected virtual ValueTask Begin() => ValueTask.CompletedTask;

    protected virtual ValueTask End() => ValueTask.CompletedTask;

    protected abstract Task GoAway();

    protected abstract Task ComeBack();

    protected abstract void FillUp();

    protected abstract void MakeRoom();

    protected static async Task Keep(IObjectStore store, string key, byte[] content)
    {
        await using var received = store.Receive();
        await received.Write(content, Cancel);
        await received.Keep(key, Cancel);
    }

    protected static async Task<byte[]> Read(IObjectStore store, string key)
    {
        using var file = await store.Open(key, Cancel);
        return await File.ReadAllBytesAsync(file.Path, Cancel);
    }

    protected static byte[] Content(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private async Task<List<StoredObject>> List() => await Store.List(Cancel).ToListAsync(Cancel);

    private string[] Incoming() => Directory.GetFiles(Path.Combine(Home.FullName, "incoming"));
}
