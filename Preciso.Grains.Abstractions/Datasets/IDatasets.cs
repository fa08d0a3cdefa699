using Preciso.Documents;

namespace Preciso.Datasets;

/// <summary>
/// What approved documents yield, as far as the caller may read them: A labelled samples, B facts, C passages, D graph. Each row
/// says where it comes from, and is gone when its document is deleted or no longer approved.
/// </summary>
public interface IDatasets
{
    /// <summary>A. Only of tenants that allow training, with personal data masked.</summary>
    IAsyncEnumerable<Sample> Samples(Caller caller, DatasetFilter filter, CancellationToken cancel);

    /// <summary>B.</summary>
    IAsyncEnumerable<FactRow> Facts(Caller caller, DatasetFilter filter, CancellationToken cancel);

    /// <summary>C.</summary>
    IAsyncEnumerable<PassageRow> Passages(Caller caller, DatasetFilter filter, CancellationToken cancel);

    /// <summary>D.</summary>
    IAsyncEnumerable<Triple> Triples(Caller caller, DatasetFilter filter, CancellationToken cancel);

    /// <summary>How many rows of each the caller could read, for the console.</summary>
    Task<DatasetCounts> Count(Caller caller, Guid? documentId, CancellationToken cancel);
}

/// <param name="Metric">Part of the label; for facts and triples.</param>
public sealed record DatasetFilter(
    Guid? DocumentId = null, string? Metric = null, string? Entity = null, string? Period = null, int Limit = 10_000);

public sealed record DatasetCounts(long Documents, long Samples, long Facts, long Passages, long Triples, bool TrainingAllowed);

/// <summary>A labelled sample: what a page says around a field, and what the field is.</summary>
/// <param name="Task">field_extraction or document_type.</param>
/// <param name="Input">Text of the page around the field, personal data masked.</param>
/// <param name="Label">The approved value, masked where the field is personal.</param>
/// <param name="Corrected">A person corrected what the machine had found; <paramref name="Predicted"/> is that.</param>
public sealed record Sample(
    long SampleId, Guid DocumentId, Guid ApprovalId, string Task, string DocumentType, string? Field, string Input, string Label,
    bool Corrected, string? Predicted, int Page, Box Box, ReadingMethod Method, double Confidence, DateTimeOffset CreatedAt);

public sealed record FactRow(Guid DocumentId, string Filename, Guid ApprovalId, Fact Fact);

public sealed record PassageRow(Guid DocumentId, string Filename, Guid ApprovalId, ChunkView Passage);

/// <summary>An edge of the graph: document, entity, metric, value and period, hung together by the fact that says so.</summary>
/// <param name="Predicate">states, of_entity, has_value or in_period.</param>
/// <param name="FactOrdinal">Its evidence among the document's facts.</param>
public sealed record Triple(
    Guid DocumentId, Guid ApprovalId, string Subject, string Predicate, string Object, int FactOrdinal, int Page, Box Box, string Snippet);
