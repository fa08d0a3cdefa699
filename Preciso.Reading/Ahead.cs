using System.Runtime.CompilerServices;

namespace Preciso.Reading;

/// <summary>Work that runs a few items ahead of whoever takes its results, which come in the order of the items.</summary>
internal static class Ahead
{
    /// <summary>When the taker stops, whatever still runs is cancelled and has ended before this returns.</summary>
    public static async IAsyncEnumerable<TResult> SelectAhead<T, TResult>(
        this IAsyncEnumerable<T> items,
        int ahead,
        Func<T, CancellationToken, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var running = new Queue<Task<TResult>>();
        try
        {
            await foreach (var item in items.WithCancellation(stop.Token))
            {
                running.Enqueue(work(item, stop.Token));
                if (running.Count > ahead)
                {
                    yield return await running.Dequeue();
                }
            }
            while (running.Count > 0)
            {
                yield return await running.Dequeue();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
