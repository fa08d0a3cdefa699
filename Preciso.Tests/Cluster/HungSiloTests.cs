using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Cluster;

/// <summary>A silo that stands still (SIGSTOP) and wakes up when the others have given up on it.</summary>
public sealed class HungSiloTests(TestCluster cluster) : IDisposable
{
    private const int Active = 3;
    private const int Dead = 6;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("preciso-hung-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task The_others_do_its_work_and_it_begins_anew_by_itself_when_it_wakes()
    {
        var database = await cluster.CreateDatabase();
        await using var hung = await SiloProcess.Start(database, _home.FullName);
        await using var other = await SiloProcess.Start(database, _home.FullName);
        var process = hung.ProcessId;

        await hung.Pause();
        await Eventually.True(async () => await Standing(database, process) == (0, 1), Soon);
        var document = await other.Client.Upload("note.txt", "Revenue was 17 million."u8.ToArray());
        await Eventually.True(async () => await other.Client.Status(document) == "ready", Soon);
        await hung.Resume();

        // The same process, once dead and once active
        await Eventually.True(async () => await Standing(database, process) == (1, 1) && await hung.IsReady(), Soon);
        Assert.Contains(hung.Log, line => line.Contains("It begins anew by itself", StringComparison.Ordinal));
        await Eventually.True(async () => await hung.Client.Status(document) == "ready", Soon);
    }

    /// <summary>How many silos of the process are active, and how many dead.</summary>
    private static async Task<(int, int)> Standing(string database, int process)
    {
        await using var owner = new NpgsqlConnection(database);
        return await owner.QuerySingleAsync<(int, int)>(
            "SELECT count(*) FILTER (WHERE status = @Active)::int, count(*) FILTER (WHERE status = @Dead)::int FROM orleans.silos WHERE "
            + "name LIKE @name",
            new { Active, Dead, name = $"%:{process}:%" });
    }
}
