using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Grains.Documents;

public static class DocumentJobs
{
    /// <summary>Reads a document until answers can cite it.</summary>
    public static readonly JobKind Ingest = new("ingest", Lane.Ingest);

    /// <summary>Makes of an approved document what it yields.</summary>
    public static readonly JobKind FollowApproval = new("follow_approval", Lane.Approval);
}
