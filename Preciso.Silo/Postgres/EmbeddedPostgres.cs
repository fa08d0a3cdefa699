using System.ComponentModel;
using Npgsql;

namespace Preciso.Silo.Postgres;

/// <summary>
/// The silo's own PostgreSQL: a private cluster in its home, reachable only through a socket in a folder of the account
/// that runs it. It is stopped with the silo; when the silo is killed it keeps running, and the next silo adopts it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "preciso";

    private static readonly Version OldestVector = new(0, 8);

    private readonly FileStream _homeLock;
    private readonly PostgresServer _server;

    private EmbeddedPostgres(FileStream homeLock, PostgresServer server)
    {
        _homeLock = homeLock;
        _server = server;
    }

    /// <summary>The superuser's, to the database "preciso".</summary>
    public string ConnectionString => _server.ConnectionString(Database);

    /// <exception cref="EmbeddedPostgresException">With a message for the person who started Preciso.</exception>
    public static async Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancel)
    {
        var home = Path.GetFullPath(options.Home);
        try
        {
            var programs = await PostgresPrograms.Find(options.Binaries, ClusterFolder.Major(home), cancel);
            if (!Directory.Exists(home))
            {
                await ServerAccount.MakeHome(home, cancel);
            }

            return await Start(HomeLock.Take(home), home, programs, options.Fsync, logger, cancel);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or Win32Exception)
        {
            throw new EmbeddedPostgresException(
                $"Preciso cannot use its folder {home}: {refused.Message} Make it writable for this user, "
                + "or set PRECISO_HOME to another folder.",
                refused);
        }
    }

    /// <summary>The same of the server that runs in a home now, whoever started it; null when none does.</summary>
    public static string? RunningAt(string home) => Postmaster.Find(ClusterFolder.Under(home).Data) is { } running
        ? PostgresServer.ConnectionString(running.SocketFolder, Database)
        : null;

    /// <summary>The process of that server.</summary>
    public static int? ProcessAt(string home) => Postmaster.Find(ClusterFolder.Under(home).Data)?.Pid;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _homeLock.DisposeAsync();
    }

    private static async Task<EmbeddedPostgres> Start(
        FileStream homeLock, string home, PostgresPrograms programs, bool fsync, ILogger logger, CancellationToken cancel)
    {
        PostgresServer? server = null;
        try
        {
            var folder = await ClusterFolder.Open(home, cancel);
            await folder.Initialize(programs, fsync, logger, cancel);
            server = new PostgresServer(folder, programs, fsync, logger);
            await server.Start(cancel);
            await MakeDatabase(server.ConnectionString("postgres") + ";Pooling=false", programs.Major, cancel);
            return new EmbeddedPostgres(homeLock, server);
        }
        catch
        {
            await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
            await homeLock.DisposeAsync();
            throw;
        }
    }

    private static async Task MakeDatabase(string connectionString, int major, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var vector = source.CreateCommand("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'");
        if (!Version.TryParse(await vector.ExecuteScalarAsync(cancel) as string, out var version) || version < OldestVector)
        {
            throw new EmbeddedPostgresException(
                $"PostgreSQL {major} is here, but its extension pgvector {OldestVector} or newer is not. Run deploy/install.");
        }

        await using var existing = source.CreateCommand($"SELECT 1 FROM pg_database WHERE datname = '{Database}'");
        if (await existing.ExecuteScalarAsync(cancel) is null)
        {
            await using var create = source.CreateCommand($"CREATE DATABASE {Database}");
            await create.ExecuteNonQueryAsync(cancel);
        }
    }
}
