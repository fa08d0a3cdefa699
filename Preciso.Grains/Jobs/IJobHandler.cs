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

/// <param name="Value">What the job keeps; null for nothing.</param>
public sealed record JobResult(bool IsEnded, object? Value)
{
    public static JobResult Ended { get; } = new(true, null);

    public static JobResult Done { get; } = new(false, null);

    public static JobResult From(object value) => new(false, value);

    /// <summary>As it is kept.</summary>
    public string? ToJson() => Value is null ? null : JsonSerializer.Serialize(Value, Value.GetType(), PrecisoJson.Options);
}
