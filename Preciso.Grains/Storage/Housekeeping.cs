using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Preciso.Grains.Storage;

/// <summary>Something to tidy from time to time, by one silo of all.</summary>
public interface IChore
{
    TimeSpan Every { get; }

    Task Run(CancellationToken cancel);
}

/// <summary>Does the chores at the start and then each at its interval, on the silo that leads.</summary>
public sealed partial class Housekeeping(Leadership leadership, IEnumerable<IChore> chores, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await leadership.Lead("housekeeping", lead => Task.WhenAll(chores.Select(chore => Repeat(chore, lead))), stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }

    private async Task Repeat(IChore chore, CancellationToken lead)
    {
        while (true)
        {
            try
            {
                await chore.Run(lead);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e, chore.GetType().Name); // the next time it finds what is left
            }
            await Task.Delay(chore.Every, time, lead);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Chore} failed.")]
    private partial void LogFailed(Exception exception, string chore);
}
