using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Grains.Datasets;

public static class DatasetJobs
{
    /// <summary>Makes of an approved document what it yields.</summary>
    public static readonly JobKind FollowApproval = new("follow_approval", Lane.Approval);
}
