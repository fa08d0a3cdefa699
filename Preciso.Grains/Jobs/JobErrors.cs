using Preciso.Grains.Core;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>What went wrong with a job, and by its class what becomes of it: only what is the input's fault ends it for good.</summary>
public static class JobErrors
{
    public static JobProblem Describe(Exception error) => error switch
    {
        JobException known => known.Problem,
        ProblemException rule => new JobProblem(ClassOf(rule), rule.Code, rule.Message),
        _ when ClusterErrors.IsAway(error) => Describe(ClusterErrors.Unavailable()),
        _ => Failures.Describe(error),
    };

    /// <summary>Where the attempt leaves the job. Who was turned away by a limit has not failed: it waits, with no attempt lost.</summary>
    public static JobState StateAfter(JobProblem problem, bool wasLastAttempt) => problem.Class switch
    {
        ErrorClass.Input => JobState.Failed,
        ErrorClass.Quota => JobState.Retrying,
        _ => wasLastAttempt ? JobState.DeadLetter : JobState.Retrying,
    };

    private static ErrorClass ClassOf(ProblemException rule) => rule.Kind switch
    {
        ProblemKind.Conflict when rule.Code == ProblemException.ChangedCode => ErrorClass.Dependency,
        ProblemKind.TooMany => ErrorClass.Quota,
        ProblemKind.Unavailable => ErrorClass.Dependency,
        _ => ErrorClass.Input,
    };
}
