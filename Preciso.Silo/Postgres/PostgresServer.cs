using System.Diagnostics;
using Npgsql;

namespace Preciso.Silo.Postgres;

/// <summary>The server on one cluster: adopted if it still runs, else started, and started again when it ends by itself.</summary>
internal sealed class PostgresServer(ClusterFolder folder, PostgresPrograms programs, bool fsync, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);
    private static readonly string[] StopModes = ["fast", "immediate"];
    private const int Attempts = 15;

    private readonly CancellationTokenSource _stopping = new();
    private Process? _process;
    private string? _sockets;
    private Task _keeping = Task.CompletedTask;

    public string ConnectionString(string database) => ConnectionString(_sockets, database);

    public static string ConnectionString(string? sockets, string database) =>
        new NpgsqlConnectionStringBuilder { Host = sockets, Username = "preciso", Database = database }.ConnectionString;

    /// <summary>Returns when the server answers.</summary>
    public async Task Start(CancellationToken cancel)
    {
        for (var attempt = 1; !await Try(attempt, cancel); attempt++)
        {
            PostgresLog.Waiting(logger, folder.Path);
            await Task.Delay(BetweenAttempts, cancel);
        }

        _keeping = KeepRunning();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Postmaster.Find(folder.Data) is null)
        {
            _process?.Kill(); // at most it has just begun
        }

        foreach (var mode in StopModes.TakeWhile(_ => Postmaster.Find(folder.Data) is not null))
        {
            var command = ServerAccount.Run(
                programs["pg_ctl"], "stop", "--pgdata", folder.Data, "--mode", mode, "--wait", "--timeout", "30");
            await ServerProgram.Run(command, CancellationToken.None);
        }

        if (Directory.Exists(_sockets) && !Directory.EnumerateFileSystemEntries(_sockets).Any())
        {
            Directory.Delete(_sockets); // one in /tmp: the cluster's own folder is never empty
        }

        _process?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>The remains of a killed server may hold its memory for a moment, during which a new one refuses to start.</summary>
    private async Task<bool> Try(int attempt, CancellationToken cancel)
    {
        try
        {
            await AdoptOrLaunch(cancel);
            return true;
        }
        catch (EmbeddedPostgresException) when (attempt < Attempts && Postmaster.LeftItsFile(folder.Data))
        {
            return false;
        }
    }

    private async Task KeepRunning()
    {
        while (true)
        {
            try
            {
                await Ended();
                PostgresLog.Ended(logger, folder.Path);
                await AdoptOrLaunch(_stopping.Token);
            }
            catch (Exception failure) when (failure is not OperationCanceledException) // whatever it is, we go on trying
            {
                PostgresLog.Failed(logger, failure);
                await Task.Delay(BetweenAttempts, _stopping.Token);
            }
        }
    }

    /// <summary>
    /// One that was adopted may be a child that a former image of this process left us; then nobody collects it, and it seems to run for
    /// ever.
    /// </summary>
    private async Task Ended()
    {
        while (_process is { HasExited: false } process && Postmaster.Find(folder.Data) is not null)
        {
            await await Task.WhenAny(process.WaitForExitAsync(_stopping.Token), Task.Delay(BetweenAttempts, _stopping.Token));
        }
    }

    private async Task AdoptOrLaunch(CancellationToken cancel)
    {
        _process?.Dispose();
        _process = null;
        var early = Task.FromResult("");
        if (Postmaster.Find(folder.Data) is { SocketFolder.Length: > 0 } running)
        {
            PostgresLog.Adopting(logger, running.Pid, folder.Path);
            _sockets = running.SocketFolder;
            _process = Process.GetProcessById(running.Pid);
        }
        else
        {
            PostgresLog.Starting(logger, programs.Major, folder.Path);
            _sockets ??= await folder.SocketFolder(cancel);
            _process = Launch(_sockets);
            early = _process.StandardError.ReadToEndAsync(cancel); // what it says before its log is open
        }

        while (!await Answers(cancel))
        {
            if (_process.HasExited)
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL did not start on {folder.Path}. It says:\n{await early}{folder.LogTail()}");
            }

            await Task.Delay(BetweenLooks, cancel);
        }
    }

    /// <summary>In a session of its own: Ctrl-C in our terminal is for us, and the server ends after our last work.</summary>
    private Process Launch(string socketFolder) =>
        ServerProgram.Start(
        [
            "setsid",
            .. ServerAccount.Run([programs["postgres"], "-D", folder.Data, .. ServerSettings.Arguments(folder, socketFolder, fsync)]),
        ]);

    private async Task<bool> Answers(CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (NpgsqlException notYet) when (notYet is not PostgresException { SqlState: not PostgresErrorCodes.CannotConnectNow })
        {
            return false;
        }
    }
}
