namespace Preciso.Tenants;

/// <summary>Where a person was last, so that they go on there.</summary>
public interface IVisits
{
    /// <summary>The caller opened the document.</summary>
    Task Record(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>What they opened last and may still read, the newest first.</summary>
    Task<IReadOnlyList<Visit>> Recent(Caller caller, int most, CancellationToken cancel);

    /// <summary>
    /// They are here now; the answer is when they were here before, null the first time. Coming back within half an hour is the same visit.
    /// </summary>
    Task<DateTimeOffset?> ComeIn(Caller caller, CancellationToken cancel);
}

public sealed record Visit(Guid DocumentId, string Filename, DateTimeOffset At);
