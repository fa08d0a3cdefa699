namespace Preciso.Jobs;

public enum JobState
{
    /// <summary>Waits for a worker.</summary>
    Pending,

    /// <summary>A worker holds its lease.</summary>
    Processing,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Ended without its result, for a reason that another try would not change.</summary>
    Failed,

    /// <summary>Failed for a reason that may pass; waits for its next attempt.</summary>
    Retrying,

    /// <summary>Every attempt failed; a person decides.</summary>
    DeadLetter,

    /// <summary>Stopped by a person.</summary>
    Canceled,
}

public enum Lane
{
    Interactive,
    Approval,
    Ingest,
    Batch,
}

/// <summary>Whose fault an error is; it decides whether trying again can help.</summary>
public enum ErrorClass
{
    /// <summary>The document or request is at fault; trying again changes nothing.</summary>
    Input,

    /// <summary>A program or service that we need failed.</summary>
    Dependency,

    /// <summary>A limit was reached.</summary>
    Quota,

    /// <summary>It took longer than allowed.</summary>
    Timeout,

    /// <summary>Our own mistake.</summary>
    Bug,
}
