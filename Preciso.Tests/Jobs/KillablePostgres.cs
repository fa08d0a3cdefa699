using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Silo.Postgres;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

/// <summary>
/// A PostgreSQL of its own with the schema in it, which a test can kill. Its keeper starts it again, and it recovers what was committed for
/// good.
/// </summary>
public sealed class KillablePostgres : IAsyncDisposable
{
    private readonly TemporaryHome _home = new();
    private EmbeddedPostgres _postgres = null!;
    private Process? _frozen;

    public string ConnectionString => _postgres.ConnectionString;

    public string Home => _home.Folder;

    public static async Task<KillablePostgres> Start()
    {
        var killable = new KillablePostgres();
        killable._postgres = await EmbeddedPostgres.Start(new(killable.Home, Fsync: false), NullLogger.Instance, CancellationToken.None);
        await Migrator.Migrate(killable.ConnectionString, CancellationToken.None);
        return killable;
    }

    /// <summary>
    /// Whatever is committed without waiting for the disk stays in memory from now on, until something else is committed that does wait.
    /// </summary>
    public async Task FreezeLogWriter()
    {
        var pid = await Ask<int>("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'");
        using var stop = Process.Start("kill", ["-STOP", pid.ToString(CultureInfo.InvariantCulture)]);
        await stop.WaitForExitAsync();
        _frozen = Process.GetProcessById(pid);
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        using var postmaster = Process.GetProcessById(EmbeddedPostgres.ProcessAt(Home)!.Value);
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
        _frozen?.Kill(); // the others end by themselves
        await Eventually.True(IsUp, TimeSpan.FromSeconds(60));
    }

    public async Task<T> Ask<T>(string sql)
    {
        await using var owner = new NpgsqlConnection(ConnectionString);
        return (await owner.ExecuteScalarAsync<T>(sql))!;
    }

    public async ValueTask DisposeAsync()
    {
        _frozen?.Dispose();
        await _postgres.DisposeAsync();
        _home.Dispose();
    }

    private async Task<bool> IsUp()
    {
        try
        {
            return await Ask<int>("SELECT 1") == 1;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            return false;
        }
    }
}
