namespace Preciso.Approvals;

/// <param name="Note">In the reviewer's words; null for none.</param>
public sealed record ApprovalApproved(Guid ApprovalId, Guid DocumentId, string? Note) : IAboutDocument
{
    public static string EventName => "approvals.approved";
}

public sealed record ApprovalRejected(Guid ApprovalId, Guid DocumentId, string Reason) : IAboutDocument
{
    public static string EventName => "approvals.rejected";
}

/// <param name="Fields">The fields that have to be corrected; empty when it is the document as a whole.</param>
public sealed record ApprovalChangesRequested(
    Guid ApprovalId, Guid DocumentId, string Reason, IReadOnlyList<string> Fields) : IAboutDocument
{
    public static string EventName => "approvals.changes_requested";
}
