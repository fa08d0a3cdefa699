using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Cluster;

/// <summary>Two silos whose clocks differ by ten minutes.</summary>
public sealed class WrongClockTests(TestCluster cluster) : IAsyncLifetime
{
    private readonly TestSilo _early = new(cluster) { Also = services => Shift(services, TimeSpan.FromMinutes(-5)) };
    private TestSilo _late = null!;

    public async ValueTask InitializeAsync()
    {
        await _early.InitializeAsync();
        _late = new TestSilo(cluster) { Beside = _early, Also = services => Shift(services, TimeSpan.FromMinutes(5)) };
        await _late.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _late.DisposeAsync();
        await _early.DisposeAsync();
    }

    [Fact]
    public async Task They_share_the_work_and_take_each_other_for_alive()
    {
        var caller = await _early.NewTenant();

        var first = await _early.UploadReady(caller, "early.txt", "Revenue was 17 million in the early year.");
        var second = await _late.UploadReady(caller, "late.txt", "Revenue was 18 million in the late year.");

        foreach (var silo in new[] { _early, _late })
        {
            Assert.Equal(DocumentState.Ready, (await silo.Documents.Get(caller, first, CancellationToken.None)).Document.Status);
            Assert.Equal(DocumentState.Ready, (await silo.Documents.Get(caller, second, CancellationToken.None)).Document.Status);
            Assert.Equal(
                2, (await silo.Services.GetRequiredService<Members>().List())
                    .Count(member => member.Standing == Preciso.Jobs.SiloStanding.Active));
        }
    }

    private static void Shift(IServiceCollection services, TimeSpan off) =>
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new WrongClock(off)));

    private sealed class WrongClock(TimeSpan off) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + off;
    }
}
