using Orleans.Runtime;

namespace Preciso.Silo.Cluster;

/// <summary>
/// What a silo does that may not go on: mostly one that hung or was cut off so long that the others have declared it dead and its grains
/// live elsewhere. It begins anew, in the same process; what it had in hand is taken up by others, as after a kill.
/// </summary>
public sealed class DeclaredDead(IHostApplicationLifetime lifetime, ILoggerFactory logs) : IFatalErrorHandler
{
    private int _told;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested || Interlocked.Exchange(ref _told, 1) == 1)
        {
            return; // it ends anyway
        }
        logs.Dispose(); // writes what it still holds
        // At once: nothing is written later
        Console.Error.WriteLine(
            $"This silo may not go on: the others have declared it dead. It begins anew by itself. {exception?.Message}");
        ProgramImage.BeginAnew();
    }
}
