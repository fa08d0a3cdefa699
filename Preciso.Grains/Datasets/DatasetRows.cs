using System.Text.Json;
using Preciso.Datasets;
using Preciso.Documents;

namespace Preciso.Grains.Datasets;

internal sealed class SampleRow
{
    public long SampleId { get; init; }
    public Guid DocumentId { get; init; }
    public Guid ApprovalId { get; init; }
    public required string Task { get; init; }
    public required string DocumentType { get; init; }
    public string? Field { get; init; }
    public required string Input { get; init; }
    public required string Label { get; init; }
    public bool Corrected { get; init; }
    public string? Predicted { get; init; }
    public int Page { get; init; }
    public required string Box { get; init; }
    public required string Method { get; init; }
    public double Confidence { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public Sample ToSample() => new(
        SampleId, DocumentId, ApprovalId, Task, DocumentType, Field, Input, Label, Corrected, Predicted, Page,
        JsonSerializer.Deserialize<Box>(Box, PrecisoJson.Options), Snake.Parse<ReadingMethod>(Method), Confidence, CreatedAt);
}

internal sealed class TripleRow
{
    public Guid DocumentId { get; init; }
    public Guid ApprovalId { get; init; }
    public required string Subject { get; init; }
    public required string Predicate { get; init; }
    public required string Object { get; init; }
    public int FactOrdinal { get; init; }
    public int Page { get; init; }
    public required string Box { get; init; }
    public required string Snippet { get; init; }

    public Triple ToTriple() => new(
        DocumentId, ApprovalId, Subject, Predicate, Object, FactOrdinal, Page,
        JsonSerializer.Deserialize<Box>(Box, PrecisoJson.Options), Snippet);
}
