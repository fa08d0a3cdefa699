namespace Preciso.Usage;

/// <summary>Something that a tenant used and that is counted by day and person.</summary>
/// <param name="Measure">For example <c>pages_read</c> or <c>questions_asked</c>.</param>
public sealed record UsageRecorded(string Measure, decimal Amount, Guid JobId) : IAboutJob
{
    public static string EventName => "usage.recorded";
}
