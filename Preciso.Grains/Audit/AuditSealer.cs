using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Audit;

/// <summary>
/// Closes the chain over lines that were committed. Any number of silos may do it: in the database they take turns. Woken by
/// commits; when none is heard of it looks now and then.
/// </summary>
public sealed partial class AuditSealer(Database database, Notifications notifications, TimeProvider time, ILogger<AuditSealer> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    /// <summary>A busy silo seals in rounds: each costs a commit, which those who write would wait for.</summary>
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(100);

    private readonly WakeSignal _news = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        notifications.EventsWaiting += _news.Wake;
        try
        {
            while (true)
            {
                await SealAll(stoppingToken);
                await Task.Delay(BetweenRounds, time, stoppingToken);
                await _news.Wait(LongestSleep, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            notifications.EventsWaiting -= _news.Wake;
        }
    }

    private async Task SealAll(CancellationToken stopping)
    {
        try
        {
            while (await database.Across(connection => connection.ExecuteScalarAsync<int>("SELECT seal_audit(@Batch)", new { Batch }), stopping) > 0)
            {
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            LogFailed(e); // open lines stay open; the next time finds them
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit trail could not be sealed; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
