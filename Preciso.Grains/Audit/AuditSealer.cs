using System.Threading.Channels;
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
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(10);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        notifications.EventsWaiting += Wake;
        try
        {
            while (true)
            {
                await SealAll(stoppingToken);
                await Sleep(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            notifications.EventsWaiting -= Wake;
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

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task Sleep(CancellationToken stopping)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var woken = _wake.Reader.WaitToReadAsync(rest.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(LongestSleep, time, rest.Token));
        await rest.CancelAsync();
        stopping.ThrowIfCancellationRequested();
        _wake.Reader.TryRead(out _);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit trail could not be sealed; it is tried again.")]
    private partial void LogFailed(Exception exception);
}
