using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>Does the work of one kind of job. It may be run again after any instruction, so each step starts clean.</summary>
public interface IJobHandler
{
    string Kind { get; }

    /// <summary>Does the work and ends the job, usually by a grain's command in the grain's own transaction.</summary>
    Task Run(JobRun run, CancellationToken cancel);

    /// <summary>The job ends without its result: it failed for good. Tells whatever waited for it, and ends the job.</summary>
    Task GiveUp(ClaimedJob job, JobState end, JobProblem problem, CancellationToken cancel);
}

/// <summary>An error whose class is known where it happens. Input errors are not tried again.</summary>
public class JobException(ErrorClass errorClass, string code, string detail) : Exception(detail)
{
    public JobProblem Problem { get; } = new(errorClass, code, detail);
}
