using Preciso.Documents;

namespace Preciso.Approvals;

/// <summary>The work of reviewers beyond a single document: what comes next, several at once, and what became of it.</summary>
public interface IReviews
{
    /// <summary>What stands before and after the document in the caller's queue, filtered and ordered like that.</summary>
    Task<ReviewNeighbours> Around(Caller caller, ReviewFilter filter, Guid documentId, CancellationToken cancel);

    /// <summary>By what the caller's queue can be filtered.</summary>
    Task<ReviewChoices> Choices(Caller caller, CancellationToken cancel);

    /// <summary>
    /// Gives the caller the first document of their queue that nobody has and that they may decide about; null where there is none. Of two
    /// who ask at once each has their own.
    /// </summary>
    Task<Guid?> TakeNext(Caller caller, ReviewFilter filter, CancellationToken cancel);

    /// <summary>Approves those of the documents whose fields are sure and whose checks have passed; each has its own answer.</summary>
    Task<IReadOnlyList<ReviewResult>> ApproveSure(Caller caller, ApproveSure command, CancellationToken cancel);

    /// <summary>Whether what follows from the last decision is made.</summary>
    Task<ReviewOutcome> Outcome(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>For administrators: how long reviews took in the last days, by person and type.</summary>
    Task<IReadOnlyList<ReviewTime>> Times(Caller caller, int days, CancellationToken cancel);
}

/// <param name="Place">From 1; null where the document is not in the queue.</param>
public sealed record ReviewNeighbours(Guid? Previous, Guid? Next, int? Place, int Total);

/// <param name="Problems">Codes of why documents wait.</param>
/// <param name="Owners">Whose documents wait.</param>
public sealed record ReviewChoices(IReadOnlyList<string> Problems, IReadOnlyList<ReviewOwner> Owners);

public sealed record ReviewOwner(Guid UserId, string Name);

/// <param name="AtLeast">0 to 1.</param>
public sealed record ApproveSure(IReadOnlyList<Guid> DocumentIds, double AtLeast);

/// <param name="Problem">Why it was not approved.</param>
public sealed record ReviewResult(Guid DocumentId, bool Approved, DocumentProblem? Problem = null);

/// <param name="JobId">What makes it, or failed to.</param>
public sealed record ReviewOutcome(ApprovalState Approval, OutcomeState State, Guid? JobId);

public enum OutcomeState
{
    /// <summary>Nothing follows from it.</summary>
    None,
    Making,
    Ready,
    Failed,
}

/// <param name="Type">The document type's key; null where it has none.</param>
/// <param name="MedianSeconds">The reviewer's own time, without pauses.</param>
public sealed record ReviewTime(Guid UserId, string Name, string? Type, int Reviews, double MedianSeconds);
