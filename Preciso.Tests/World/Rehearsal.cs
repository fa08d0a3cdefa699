using System.Collections.Concurrent;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Tests.World;

/// <summary>
/// Work that does what a test says: it goes on until it is canceled, or fails until the test has mended it. The test silo has it
/// beside the real kinds, and the queue, the executor and the pages treat it like any of them.
/// </summary>
public sealed class Rehearsal(RehearsalStage stage) : IJobHandler
{
    /// <summary>One attempt only, so that a failure is a dead letter at once.</summary>
    public static readonly JobKind Work = new("rehearsal", Lane.Batch, MaxAttempts: 1);

    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        run.Report(40, "reading");
        await run.Step("read", _ => Task.FromResult(1), cancel);
        await run.Step("index", figures => Play(run, figures, cancel), cancel);
        return JobResult.Done;
    }

    private async Task<int> Play(JobRun run, Dictionary<string, double> figures, CancellationToken cancel)
    {
        figures["chunks"] = 3;
        if (stage.Endless.ContainsKey(run.Job.JobId))
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }
        return stage.Mended ? 1 : throw new JobException(ErrorClass.Dependency, "program_crashed", "The program crashed.");
    }
}

public sealed class RehearsalStage
{
    /// <summary>These go on until someone stops them.</summary>
    public ConcurrentDictionary<Guid, bool> Endless { get; } = [];

    /// <summary>What the others need is there.</summary>
    public bool Mended { get; set; }
}
