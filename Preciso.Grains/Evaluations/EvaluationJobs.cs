using Preciso.Evaluations;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Grains.Evaluations;

public static class EvaluationJobs
{
    /// <summary>Asks every case of a set. Nobody waits for it, and a run that fails half way would have been for nothing.</summary>
    public static readonly JobKind Run = new(StartRun.JobKind, Lane.Batch, MaxAttempts: 10);
}

/// <summary>What the job is given.</summary>
internal sealed record RunToAsk(Guid SetId);
