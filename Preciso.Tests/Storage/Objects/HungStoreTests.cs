using Preciso.Grains.Storage.Objects;

namespace Preciso.Tests.Storage.Objects;

/// <summary>A store that takes connections and answers nothing.</summary>
public sealed class HungStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_given_up_after_a_minute()
    {
        await using var server = new TestStore();
        await server.Start();
        var home = Directory.CreateTempSubdirectory("preciso-store-");
        using var store = server.Client(home.FullName);

        await server.Hang();
        var opening = store.Open("4f2e/8a1c", Cancel);
        var hung = await Assert.ThrowsAsync<StoreException>(() => opening.WaitAsync(TimeSpan.FromSeconds(150), Cancel));

        Assert.Equal(StoreException.Unreachable, hung.Code);
        home.Delete(recursive: true);
    }
}
