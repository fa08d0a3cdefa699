using System.Threading.Channels;

namespace Preciso.Grains.Storage;

/// <summary>
/// What lets one waiter sleep until there is news or its time is up. News that comes before the wait ends it at once; twice is once.
/// </summary>
public sealed class WakeSignal
{
    private readonly Channel<bool> _news =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _news.Writer.TryWrite(true);

    /// <summary>True when woken, false when the time was up.</summary>
    public async Task<bool> Wait(TimeSpan longest, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(longest);
        try
        {
            return await _news.Reader.ReadAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
