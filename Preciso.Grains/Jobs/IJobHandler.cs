using System.Text.Json;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>
/// Does the work of one kind of job. It may be run again after any instruction: its steps start clean, and those that were
/// finished are not run again.
/// </summary>
public interface IJobHandler
{
    /// <summary>
    /// Does the work. A handler that ends the job itself, in the transaction of a grain, returns <see cref="JobResult.Ended"/>.
    /// What waited for a job that is given up hears of it from its event.
    /// </summary>
    Task<JobResult> Run(JobRun run, CancellationToken cancel);
}

/// <param name="Json">What the job keeps; null for nothing.</param>
public sealed record JobResult(bool IsEnded, string? Json)
{
    public static JobResult Ended { get; } = new(true, null);

    public static JobResult Done { get; } = new(false, null);

    public static JobResult Of<T>(T value) => new(false, JsonSerializer.Serialize(value, PrecisoJson.Options));
}
