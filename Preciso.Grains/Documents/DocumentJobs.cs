using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Grains.Documents;

public static class DocumentJobs
{
    /// <summary>
    /// Reads a document until answers can cite it. As many attempts as it takes to find out a page that kills its worker.
    /// </summary>
    public static readonly JobKind Ingest = new("ingest", Lane.Ingest, MaxAttempts: 10);

    /// <summary>Makes of an approved document what it yields.</summary>
    public static readonly JobKind FollowApproval = new("follow_approval", Lane.Approval);

    /// <summary>Makes the facts again of a document whose cells were corrected.</summary>
    public static readonly JobKind FollowCorrection = new("follow_correction", Lane.Approval);

    /// <summary>
    /// Has a document say that its reading ended without a result. People wait to see that: it does not wait behind readings.
    /// </summary>
    public static readonly JobKind FollowFailedIngest = new("follow_failed_ingest", Lane.Approval, MaxAttempts: UntilItWorks);

    /// <summary>Deletes what came out of a deleted document. Until then answers cite it: it does not wait behind readings either.</summary>
    public static readonly JobKind DeleteParts = new("delete_parts", Lane.Approval, MaxAttempts: UntilItWorks);

    /// <summary>Brings back what was deleted with a document that is restored. The person who restored it looks for it.</summary>
    public static readonly JobKind RestoreParts = new("restore_parts", Lane.Approval, MaxAttempts: UntilItWorks);

    /// <summary>Deletes the file and all that was read from it. Nobody sees it any more, so nobody waits.</summary>
    public static readonly JobKind Erase = new("erase_document", Lane.Batch, MaxAttempts: UntilItWorks);

    /// <summary>With the pauses between them the better part of an hour: nobody waits for these to fail.</summary>
    private const int UntilItWorks = 20;
}
