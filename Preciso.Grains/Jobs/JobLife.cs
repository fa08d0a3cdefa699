using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

public enum JobTrigger
{
    Claim,
    Complete,
    Fail,
    RetryLater,
    GiveUp,
    Cancel,
}

/// <summary>The life of a job. The claim itself is one SQL statement (claim_job); tests hold it to this table.</summary>
public static class JobLife
{
    public static readonly Transitions<JobState, JobTrigger> Table = new("job")
    {
        { JobState.Pending, JobTrigger.Claim, JobState.Processing },
        { JobState.Pending, JobTrigger.Cancel, JobState.Canceled },
        { JobState.Retrying, JobTrigger.Claim, JobState.Processing },
        { JobState.Retrying, JobTrigger.Cancel, JobState.Canceled },
        { JobState.Processing, JobTrigger.Claim, JobState.Processing }, // its worker died: the lease ran out
        { JobState.Processing, JobTrigger.Complete, JobState.Completed },
        { JobState.Processing, JobTrigger.Fail, JobState.Failed },
        { JobState.Processing, JobTrigger.RetryLater, JobState.Retrying },
        { JobState.Processing, JobTrigger.GiveUp, JobState.DeadLetter },
        { JobState.Processing, JobTrigger.Cancel, JobState.Canceled },
    };
}
