using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Silo.Postgres;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Cluster;

/// <summary>What keeps a silo from starting is said in one sentence, with what to do.</summary>
public sealed class FaultsAtStartTests(TestCluster cluster) : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("preciso-start-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task A_silo_waits_for_a_PostgreSQL_that_comes_up_beside_it()
    {
        using var home = new TemporaryHome();
        await (await EmbeddedPostgres.Start(new(home.Folder, Fsync: false), NullLogger.Instance, CancellationToken.None)).DisposeAsync();
        var sockets = new NpgsqlConnectionStringBuilder { Host = SocketFolder(home), Username = "preciso", Database = "preciso" };

        await using var silo = SiloProcess.Launch(sockets.ConnectionString, _home.FullName);
        await Eventually.True(() => Said(silo, "cannot be reached yet"), Soon);
        await using var postgres = await EmbeddedPostgres.Start(
            new(home.Folder, Fsync: false), NullLogger.Instance, CancellationToken.None);

        await Eventually.True(silo.IsReady, Soon);
    }

    [Fact]
    public async Task A_silo_without_a_PostgreSQL_says_where_it_looked()
    {
        var said = await SiloProcess.Refused($"Host=127.0.0.1;Port={Free()};Username=nobody;Database=nothing", _home.FullName);

        Assert.Contains("Start it, or set ConnectionStrings__Preciso to another.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_refuses_a_schema_that_is_newer_than_itself()
    {
        var database = await cluster.CreateDatabase();
        await using var owner = new NpgsqlConnection(database);
        await owner.ExecuteAsync("INSERT INTO migrations (name) VALUES ('9999_from_the_future.sql')");

        var said = await SiloProcess.Refused(database, _home.FullName);

        Assert.Contains("9999_from_the_future", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_whose_address_is_taken_says_which()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}");

        var said = await SiloProcess.Refused(await cluster.CreateDatabase(), _home.FullName, address: address);

        Assert.Contains($"127.0.0.1:{address.Port}", said, StringComparison.Ordinal);
        Assert.Contains("is in use by another program. Stop it, or choose another address with --urls", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_whose_port_among_the_others_is_taken_says_which()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var said = await SiloProcess.Refused(
            await cluster.CreateDatabase(), _home.FullName, settings: new Dictionary<string, string> { ["Preciso__Cluster__Port"] = port });

        Assert.Contains($"The port {port} of 127.0.0.1 is in use by another program.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_is_misspelt_is_named()
    {
        var said = await SiloProcess.Refused(await cluster.CreateDatabase(), _home.FullName,
            settings: new Dictionary<string, string> { ["Preciso__Roles"] = "worker,gatway" });

        Assert.Contains("Preciso__Roles names 'gatway'.", said, StringComparison.Ordinal);
    }

    private static Task<bool> Said(SiloProcess silo, string words) =>
        Task.FromResult(silo.Log.Any(line => line.Contains(words, StringComparison.Ordinal)));

    /// <summary>Where the PostgreSQL of a home puts its socket, unless its path is long.</summary>
    private static string SocketFolder(TemporaryHome home) =>
        new DirectoryInfo(Path.Combine(home.Folder, "postgres")) is { LinkTarget: { } elsewhere }
            ? elsewhere
            : Path.Combine(home.Folder, "postgres");

    private static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
