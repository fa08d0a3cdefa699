using System.Text.Json;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>A step as the database has it.</summary>
internal sealed class StepRow
{
    public required string Name { get; init; }
    public int Attempt { get; init; }
    public required string Worker { get; init; }
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required string Figures { get; init; }
    public string? ErrorClass { get; init; }
    public string? ErrorCode { get; init; }
    public string? ErrorDetail { get; init; }

    public JobStepView ToView() => new(
        Name, Attempt, Worker, StartedAt, EndedAt,
        JsonSerializer.Deserialize<Dictionary<string, double>>(Figures, PrecisoJson.Options)!,
        ProblemRow.Problem(ErrorClass, ErrorCode, ErrorDetail));
}
