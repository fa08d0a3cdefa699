using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Preciso.Grains.Storage;

/// <summary>
/// Work that one silo of all does at a time. The leader holds an advisory lock by a connection of its own; the others wait for
/// that lock inside PostgreSQL, so the next leads at the moment when the last one's connection ends, however it ends.
/// </summary>
public sealed partial class Leadership(NpgsqlDataSource source, TimeProvider time, ILogger<Leadership> logger)
{
    /// <param name="work">Is canceled when the lead is lost.</param>
    public async Task Lead(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await LeadOnce(name, work, stopping);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                LogLost(name, e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stopping);
            }
        }
    }

    private async Task LeadOnce(string name, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        await using var connection = await source.OpenConnectionAsync(stopping);
        await connection.ExecuteAsync(new CommandDefinition(
            "SELECT pg_advisory_lock(hashtext('preciso.leader'), hashtext(@name))", new { name }, commandTimeout: 0, cancellationToken: stopping));
        LogLeads(name);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var held = connection.WaitAsync(lost.Token); // ends only with the connection
        var working = work(lost.Token);
        await Task.WhenAny(held, working);
        await lost.CancelAsync();
        await held.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the connection cannot be given back before
        await working;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "This silo leads {Name}.")]
    private partial void LogLeads(string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lead of {Name} was lost ({Reason}).")]
    private partial void LogLost(string name, string reason);
}
