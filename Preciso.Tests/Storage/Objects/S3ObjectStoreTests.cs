using Preciso.Grains.Storage.Objects;

namespace Preciso.Tests.Storage.Objects;

public sealed class S3ObjectStoreTests : ObjectStoreSuite
{
    private const string Key = "4f2e/8a1c";

    private readonly TestStore _server = new();
    private readonly List<(S3ObjectStore Store, DirectoryInfo Home)> _others = [];

    [Fact]
    public async Task What_is_opened_again_and_again_is_fetched_once()
    {
        await Keep(Store, Key, Content(1000));
        var silo = Another();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Read(silo, Key)));
        await Read(silo, Key);

        Assert.Equal(1, Fetched());
    }

    [Fact]
    public async Task What_a_silo_has_kept_itself_it_need_not_fetch()
    {
        await Keep(Store, Key, Content(1000));

        await Read(Store, Key);

        Assert.Equal(0, Fetched());
    }

    [Fact]
    public async Task A_large_file_goes_in_parts()
    {
        await Keep(Store, Key, Content(30_000_000));

        Assert.InRange(_server.Requests.Count(request => request.Contains("partNumber=", StringComparison.Ordinal)), 2, 100);
    }

    [Fact]
    public async Task Beyond_its_bound_what_was_used_longest_ago_goes_and_never_what_is_held()
    {
        foreach (var key in new[] { "a/1", "a/2", "a/3", "a/4" })
        {
            await Keep(Store, key, Content(1000));
        }
        var silo = Another(settings => settings.CacheBytes = 2500);

        using var held = await silo.Open("a/1", Cancel);
        await Read(silo, "a/2");
        await Read(silo, "a/3");
        await Read(silo, "a/4");
        var cached = Cached().Length;
        await Read(silo, "a/4");
        await Read(silo, "a/2");

        Assert.Equal(Content(1000), await File.ReadAllBytesAsync(held.Path, Cancel));
        Assert.Equal(2, cached);
        Assert.Equal(5, Fetched()); // the second, fetched again, had to go; the fourth had not
    }

    [Fact]
    public async Task What_someone_removes_from_the_cache_by_hand_is_fetched_again()
    {
        await Keep(Store, Key, Content(1000));
        var silo = Another();
        await Read(silo, Key);

        Directory.Delete(Cache(), recursive: true);

        Assert.Equal(Content(1000), await Read(silo, Key));
        Assert.Equal(2, Fetched());
    }

    [Fact]
    public async Task What_is_larger_than_the_bound_stays_while_it_is_held()
    {
        await Keep(Store, Key, Content(1000));
        var silo = Another(settings => settings.CacheBytes = 0);

        using (var held = await silo.Open(Key, Cancel))
        {
            Assert.Equal(Content(1000), await File.ReadAllBytesAsync(held.Path, Cancel));
        }

        Assert.Empty(Cached());
    }

    [Fact]
    public async Task A_fetch_that_failed_leaves_nothing_and_is_tried_again()
    {
        await Keep(Store, Key, Content(1000));
        var silo = Another();

        _server.Answer("GET", 403, "AccessDenied");
        var refused = await Assert.ThrowsAsync<StoreException>(() => silo.Open(Key, Cancel));
        var left = Cached().Length;
        _server.AnswerItself();

        Assert.Equal((StoreException.Refused, 0), (refused.Code, left));
        Assert.Equal(Content(1000), await Read(silo, Key));
    }

    [Fact]
    public async Task What_a_dead_process_has_fetched_is_removed_by_the_next()
    {
        var dead = Path.Combine(Home.FullName, "cache", "dead");
        Directory.CreateDirectory(dead);
        await File.WriteAllBytesAsync(Path.Combine(dead, "fetched"), Content(10), Cancel);
        await File.WriteAllBytesAsync(dead + ".lock", [], Cancel);

        await Keep(Store, Key, Content(1000));

        using var next = _server.Client(Home.FullName);
        await Read(Store, Key);

        Assert.False(Directory.Exists(dead));
        Assert.Equal(0, Fetched()); // what the living one has stays beside it
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_and_a_key_that_nobody_has_are_refused()
    {
        var bucket = await Assert.ThrowsAsync<StoreException>(() => Another(settings => settings.Bucket = "nobodys").Check(Cancel));
        var key = await Assert.ThrowsAsync<StoreException>(() => Another(settings => settings.AccessKey = "nobodys").Check(Cancel));

        Assert.Equal((StoreException.Refused, StoreException.Refused), (bucket.Code, key.Code));
    }

    protected override IObjectStore Make() => _server.Client(Home.FullName);

    protected override IObjectStore Another() => Another(settings: null);

    protected override async ValueTask Begin() => await _server.Start();

    protected override async ValueTask End()
    {
        foreach (var (store, home) in _others)
        {
            store.Dispose();
            home.Delete(recursive: true);
        }
        await _server.DisposeAsync();
    }

    protected override Task GoAway() => _server.Kill();

    protected override Task ComeBack() => _server.Start();

    protected override void FillUp() => _server.Answer("PUT", 507, "XMinioStorageFull");

    protected override void MakeRoom() => _server.AnswerItself();

    private S3ObjectStore Another(Action<StoreOptions>? settings)
    {
        var home = Directory.CreateTempSubdirectory("preciso-store-");
        var store = _server.Client(home.FullName, settings);
        _others.Add((store, home));
        return store;
    }

    private int Fetched() => _server.Requests.Count(request => request.StartsWith("GET /preciso/", StringComparison.Ordinal)
        && !request.Contains("list-type", StringComparison.Ordinal));

    /// <summary>What the other silo has fetched and still has.</summary>
    private string[] Cached() => Directory.GetFiles(Cache());

    private string Cache() => Directory.GetDirectories(Path.Combine(_others.Single().Home.FullName, "cache")).Single();
}
