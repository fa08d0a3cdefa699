using Preciso.Grains.Storage.Objects;

namespace Preciso.Silo.Operations;

/// <summary>
/// The store of the files as the silo must find it: reachable, and open to it. A bucket is never made here: whose it is and who may read
/// it is for people to say.
/// </summary>
public static partial class StoreAtStart
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);
    private const int Tries = 30;

    /// <summary>Waits a while for a store that comes up beside us.</summary>
    /// <exception cref="StartException">Says what is wrong and what to do.</exception>
    public static async Task Require(IObjectStore store, ILogger logger, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.Check(cancel);
                return;
            }
            catch (StoreException e) when (e.Code == StoreException.Unreachable && attempt < Tries)
            {
                LogWaiting(logger, Reason(e));
                await Task.Delay(BetweenTries, cancel);
            }
            catch (StoreException e)
            {
                throw new StartException(
                    $"The object store cannot be used: {Reason(e)} Make the bucket, and set Preciso__Store__Bucket, __Endpoint, __Region, "
                    + "__AccessKey and __SecretKey to it.");
            }
        }
    }

    private static string Reason(StoreException e) => e.InnerException?.Message ?? e.Message;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The object store cannot be reached yet ({Reason}); trying again.")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
