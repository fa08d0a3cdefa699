using Preciso.Datasets;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Storage;
using Preciso.Reading.Facts;

namespace Preciso.Grains.Documents;

/// <summary>Facts and passages of approved documents, read where they stand.</summary>
public sealed class ApprovedContents(Database database) : IApprovedContents
{
    public IAsyncEnumerable<FactRow> Facts(
        Caller caller, DatasetFilter filter, CancellationToken cancel) => database.ReadApproved<ApprovedFact, FactRow>(
        $"""
         SELECT d.document_id, d.filename, d.approval_id, {FactStore.Columns}
         FROM {ApprovedRows.Documents} JOIN facts f ON f.document_id = d.document_id
         WHERE (@Metric::text IS NULL OR strpos(f.metric_key, @Metric) > 0)
           AND (@Entity::text IS NULL OR strpos(lower(f.entity), lower(@Entity)) > 0)
           AND (@Period::text IS NULL OR f.period_key = @Period)
         ORDER BY d.document_id, f.ordinal OFFSET @from LIMIT @most
         """,
        row => row.ToRow(), caller, filter with { Metric = MetricKeys.FromSearch(filter.Metric) }, cancel);

    public IAsyncEnumerable<PassageRow> Passages(
        Caller caller, DatasetFilter filter, CancellationToken cancel) => database.ReadApproved<ApprovedChunk, PassageRow>(
        $"""
         SELECT d.document_id, d.filename, d.approval_id, c.chunk_id, c.page, c.ordinal, c.heading, c.text, c.snippet, c.boxes, c.method,
                c.confidence
         FROM {ApprovedRows.Documents} JOIN chunks c ON c.document_id = d.document_id
         ORDER BY d.document_id, c.ordinal OFFSET @from LIMIT @most
         """,
        row => new PassageRow(row.DocumentId, row.Filename, row.ApprovalId, row.ToView()), caller, filter, cancel);

    private sealed class ApprovedFact : FactRecord
    {
        public Guid DocumentId { get; init; }
        public required string Filename { get; init; }
        public Guid ApprovalId { get; init; }

        public FactRow ToRow() => new(DocumentId, Filename, ApprovalId, ToFact());
    }

    private sealed class ApprovedChunk : ChunkRow
    {
        public Guid DocumentId { get; init; }
        public required string Filename { get; init; }
        public Guid ApprovalId { get; init; }
    }
}
