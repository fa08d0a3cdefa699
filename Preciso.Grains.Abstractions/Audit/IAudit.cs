namespace Preciso.Audit;

/// <summary>
/// The trail of a tenant: who did what, when and from where, and what was refused. Admins read their own tenant's; an attempt
/// of anyone else is on the trail itself.
/// </summary>
public interface IAudit
{
    /// <summary>Newest first.</summary>
    Task<Listing<AuditEntry>> List(Caller caller, AuditFilter filter, CancellationToken cancel);

    /// <summary>
    /// The same lines as CSV (RFC 4180), line by line with a header first, however many there are. That it was exported is on
    /// the trail before the first line is given out.
    /// </summary>
    Task<IAsyncEnumerable<string>> Export(Caller caller, AuditFilter filter, CancellationToken cancel);

    /// <summary>Recomputes the chain of hashes from the first line to the last.</summary>
    Task<AuditVerification> Verify(Caller caller, CancellationToken cancel);

    /// <summary>Puts a refusal on the trail, unless whoever refused has done so.</summary>
    /// <param name="place">The path or page that was asked for.</param>
    Task RecordRefusal(Caller caller, string place, ProblemException refused);
}

public enum AuditOutcome
{
    Done,
    Refused,
}

/// <param name="Action">Its beginning: <c>documents.</c> finds all that was done to documents.</param>
/// <param name="From">At or after.</param>
/// <param name="To">Before.</param>
public sealed record AuditFilter(
    Guid? UserId = null, Guid? JobId = null, Guid? DocumentId = null, string? Action = null, AuditOutcome? Outcome = null,
    string? Address = null, DateTimeOffset? From = null, DateTimeOffset? To = null, string? Cursor = null, int Limit = 50);

/// <param name="Seq">Its place in the chain; null for the seconds until it is sealed.</param>
/// <param name="UserName">Null for a person of whom nothing else is known.</param>
/// <param name="Address">Where the call came from; null for background work.</param>
/// <param name="Detail">JSON.</param>
/// <param name="Hash">In hex.</param>
public sealed record AuditEntry(
    long Id, long? Seq, DateTimeOffset At, Guid UserId, string? UserName, string Action, AuditOutcome Outcome, Guid? JobId,
    Guid? DocumentId, string? Address, string Detail, string? Hash);

/// <param name="Lines">In the chain.</param>
/// <param name="OpenLines">Written so lately that they are not in the chain yet.</param>
/// <param name="Head">
/// The hash of the last line in hex; null while there is none. Whoever keeps a copy elsewhere can tell later that nothing
/// before it was changed, and that the end was not cut off.
/// </param>
/// <param name="BrokenAt">The first place that is missing or not as it was sealed; null when the chain is whole.</param>
public sealed record AuditVerification(long Lines, long OpenLines, string? Head, long? BrokenAt);
