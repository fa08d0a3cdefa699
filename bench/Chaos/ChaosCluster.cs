using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Silo.Postgres;

namespace Preciso.Bench.Chaos;

/// <summary>
/// Three silos in processes of their own on a PostgreSQL of their own, all thrown away after it, with a record of who wrote which version
/// of a document.
/// </summary>
public sealed class ChaosCluster : IAsyncDisposable
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), $"preciso-chaos-{Guid.CreateVersion7():N}");
    private EmbeddedPostgres _postgres = null!;

    public IReadOnlyList<ChaosSilo> Silos { get; private set; } = [];

    /// <param name="fsync">False where the machine itself does not fail.</param>
    /// <param name="pinned">Each silo has one core of its own.</param>
    public static async Task<ChaosCluster> Start(int silos, bool fsync, bool pinned = false)
    {
        DapperSetup.Apply();
        var cluster = new ChaosCluster();
        cluster._postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions(cluster._home, Fsync: fsync), NullLogger.Instance, CancellationToken.None);
        var connectionString = cluster._postgres.ConnectionString;
        await Migrator.Migrate(connectionString, CancellationToken.None);
        await cluster.Record();
        cluster.Silos = [.. Enumerable.Range(0, silos)
            .Select(silo => new ChaosSilo(connectionString, cluster._home, pinned ? silo : null))];
        await Task.WhenAll(cluster.Silos.Select(silo => silo.Start()));
        return cluster;
    }

    /// <summary>Stopped at once as an administrator would, or killed; its keeper starts it again.</summary>
    public async Task RestartPostgres(bool kill)
    {
        var running = EmbeddedPostgres.ProcessAt(_home);
        using var signal = Process.Start("kill", [kill ? "-KILL" : "-INT", $"{running}"]);
        await signal.WaitForExitAsync();
        await Until(
            async () => EmbeddedPostgres.ProcessAt(_home) is { } next && next != running && await Answers(), TimeSpan.FromSeconds(60));
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string sql)
    {
        await using var owner = new NpgsqlConnection(_postgres.ConnectionString);
        return (await owner.QueryAsync<T>(sql)).AsList();
    }

    public async Task<T> Ask<T>(string sql) => (await Rows<T>(sql)).Single();

    /// <summary>False when it did not become true in time.</summary>
    public static async Task<bool> Until(Func<Task<bool>> reached, TimeSpan deadline)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await reached())
        {
            if (TimeProvider.System.GetElapsedTime(began) > deadline)
            {
                return false;
            }
            await Task.Delay(50);
        }
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }
        await _postgres.DisposeAsync();
        if (new DirectoryInfo(Path.Combine(_home, "postgres")).LinkTarget is { } elsewhere)
        {
            Directory.Delete(elsewhere, recursive: true);
        }
        Directory.Delete(_home, recursive: true);
    }

    private async Task<bool> Answers()
    {
        try
        {
            return await Ask<int>("SELECT 1") == 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>
    /// Each version of a document that was written, in the order of writing; and a job may lose more workers here than it otherwise could,
    /// because it is the workers that are to blame.
    /// </summary>
    private async Task Record()
    {
        await using var owner = new NpgsqlConnection(_postgres.ConnectionString);
        await owner.ExecuteAsync(
            """
            CREATE TABLE written (written_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, document_id uuid, version bigint, state text);
            CREATE FUNCTION record_written() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS
                'BEGIN INSERT INTO written (document_id, version, state)
                 VALUES (NEW.document_id, NEW.version, NEW.state); RETURN NULL; END';
            CREATE TRIGGER record_written AFTER INSERT OR UPDATE ON documents FOR EACH ROW EXECUTE FUNCTION record_written();
            CREATE FUNCTION patient() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.max_attempts := 100; RETURN NEW; END';
            CREATE TRIGGER patient BEFORE INSERT ON jobs FOR EACH ROW EXECUTE FUNCTION patient();
            """);
    }
}
