namespace Preciso.Reading;

/// <summary>
/// What one reading of a file puts up with: a page that cannot be read is kept with its reason and the others go on. But a file made
/// to let every page time out must not hold the cores for days.
/// </summary>
internal sealed class Patience
{
    private const int MostTimeouts = 3;

    private int _timeouts;

    /// <summary>True if the error is one page's own; false if it ends the reading.</summary>
    public bool Bears(ReadingException error) =>
        !error.IsInstallation && (error.Fault != ReadingFault.Time || Interlocked.Increment(ref _timeouts) <= MostTimeouts);
}
