using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

public enum JobTrigger
{
    /// <summary>A worker takes it.</summary>
    Claim,
    Complete,

    /// <summary>Failed for a reason that trying again would not change.</summary>
    Fail,
    RetryLater,

    /// <summary>The last attempt failed.</summary>
    GiveUp,

    /// <summary>Its worker fell silent.</summary>
    LoseWorker,

    /// <summary>Its worker hands it back.</summary>
    Release,

    Cancel,
    Retry,
    Discard,
    SetAside,
}

/// <summary>
/// The life of a job. The first seven are the queue's, written as SQL for many rows at once (0002_core.sql); tests hold that
/// SQL to this table. The others are what a person may do.
/// </summary>
public static class JobLife
{
    public static readonly Transitions<JobState, JobTrigger> Table = new("job")
    {
        { JobState.Pending, JobTrigger.Claim, JobState.Processing },
        { JobState.Pending, JobTrigger.Cancel, JobState.Canceled },
        { JobState.Pending, JobTrigger.SetAside, JobState.DeadLetter },

        { JobState.Processing, JobTrigger.Complete, JobState.Completed },
        { JobState.Processing, JobTrigger.Fail, JobState.Failed },
        { JobState.Processing, JobTrigger.RetryLater, JobState.Retrying },
        { JobState.Processing, JobTrigger.GiveUp, JobState.DeadLetter },
        { JobState.Processing, JobTrigger.LoseWorker, JobState.Retrying },
        { JobState.Processing, JobTrigger.Release, JobState.Pending },
        { JobState.Processing, JobTrigger.Cancel, JobState.Canceled },
        { JobState.Processing, JobTrigger.SetAside, JobState.DeadLetter },

        { JobState.Retrying, JobTrigger.Claim, JobState.Processing },
        { JobState.Retrying, JobTrigger.Cancel, JobState.Canceled },
        { JobState.Retrying, JobTrigger.Retry, JobState.Pending }, // now, and not when its time comes
        { JobState.Retrying, JobTrigger.SetAside, JobState.DeadLetter },

        { JobState.Failed, JobTrigger.Retry, JobState.Pending },
        { JobState.DeadLetter, JobTrigger.Retry, JobState.Pending },
        { JobState.DeadLetter, JobTrigger.Discard, JobState.Canceled },
        { JobState.Canceled, JobTrigger.Retry, JobState.Pending },
    };

    public static JobTrigger TriggerOf(JobAction action) => Enum.Parse<JobTrigger>(action.ToString());

    /// <summary>What a person may do to a job in this state.</summary>
    public static IReadOnlyList<JobAction> ActionsIn(JobState state) =>
        [.. Enum.GetValues<JobAction>().Where(action => Table.Find(state, TriggerOf(action)) is not null)];
}
