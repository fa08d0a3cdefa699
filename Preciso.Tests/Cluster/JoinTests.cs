using Preciso.Silo;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Cluster;

/// <summary><c>preciso up --join</c>: a second process beside the first, on its PostgreSQL.</summary>
public sealed class JoinTests : IDisposable
{
    private static readonly string[] Join = [typeof(SiloApp).Assembly.Location, "up", "--join"];
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Where_nothing_runs_there_is_nothing_to_join()
    {
        var said = await SiloProcess.Refused("", _home.Folder, Join);

        Assert.Contains($"No Preciso with a PostgreSQL of its own runs on {_home.Folder}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_that_joins_goes_on_trying_while_the_first_is_away_and_works_when_it_is_back()
    {
        await using var first = await SiloProcess.Start("", _home.Folder);
        await using var joined = await SiloProcess.Start("", _home.Folder, command: Join);

        await first.Stop();
        await Eventually.True(
            async () => await joined.Health() == "database_unreachable" && Said(joined, "goes on trying until it is back"), Soon);
        await using var again = await SiloProcess.Start("", _home.Folder);

        await Eventually.True(async () => await joined.IsReady() && Said(joined, "is back"), Soon);
        await joined.Stop();
        Assert.True(await again.IsReady()); // whoever joins leaves PostgreSQL alone
        await again.Stop();
    }

    private static bool Said(SiloProcess silo, string words) => silo.Log.Any(line => line.Contains(words, StringComparison.Ordinal));
}
