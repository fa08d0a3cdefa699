using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Preciso.Datasets;
using Preciso.Documents;
using Preciso.Grains.Documents;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Documents.Facts;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Datasets;

/// <summary>What approved documents yield. Each query joins what the caller may read and that the approval stands.</summary>
public sealed class DatasetQueries(Database database) : IDatasets
{
    private const int AtOnce = 1_000;

    private const string Approved =
        """
        visible_documents(@TenantId, @UserId) v
        JOIN documents d ON d.document_id = v.document_id AND d.state = 'ready' AND d.approval = 'approved' AND (@DocumentId::uuid IS NULL OR d.document_id = @DocumentId)
        """;

    public IAsyncEnumerable<Sample> Samples(Caller caller, DatasetFilter filter, CancellationToken cancel) => Read<SampleRow, Sample>(
        $"""
         SELECT s.sample_id, s.document_id, s.approval_id, s.task, s.document_type, s.field, s.input, s.label, s.corrected, s.predicted, s.page, s.box::text, s.method,
                s.confidence, s.created_at
         FROM {Approved} JOIN samples s ON s.document_id = d.document_id AND s.approval_id = d.approval_id
         JOIN tenants t ON t.tenant_id = d.tenant_id AND t.training_allowed
         ORDER BY s.sample_id OFFSET @from LIMIT @most
         """,
        row => row.ToSample(), caller, filter, cancel);

    public IAsyncEnumerable<FactRow> Facts(Caller caller, DatasetFilter filter, CancellationToken cancel) => Read<ApprovedFact, FactRow>(
        $"""
         SELECT d.document_id, d.filename, d.approval_id, {FactStore.Columns}
         FROM {Approved} JOIN facts f ON f.document_id = d.document_id
         WHERE (@metric::text IS NULL OR strpos(f.metric_key, @metric) > 0) AND (@Entity::text IS NULL OR strpos(lower(f.entity), lower(@Entity)) > 0)
           AND (@Period::text IS NULL OR f.period_key = @Period)
         ORDER BY d.document_id, f.ordinal OFFSET @from LIMIT @most
         """,
        row => row.ToRow(), caller, filter, cancel);

    public IAsyncEnumerable<PassageRow> Passages(Caller caller, DatasetFilter filter, CancellationToken cancel) => Read<ApprovedChunk, PassageRow>(
        $"""
         SELECT d.document_id, d.filename, d.approval_id, c.chunk_id, c.page, c.ordinal, c.heading, c.text, c.snippet, c.boxes, c.method, c.confidence
         FROM {Approved} JOIN chunks c ON c.document_id = d.document_id
         ORDER BY d.document_id, c.ordinal OFFSET @from LIMIT @most
         """,
        row => new PassageRow(row.DocumentId, row.Filename, row.ApprovalId, row.ToView()), caller, filter, cancel);

    public IAsyncEnumerable<Triple> Triples(Caller caller, DatasetFilter filter, CancellationToken cancel) => Read<TripleRow, Triple>(
        $"""
         SELECT d.document_id, t.approval_id, t.subject, t.predicate, t.object, t.fact_ordinal, f.page, f.box::text, f.snippet
         FROM {Approved} JOIN triples t ON t.document_id = d.document_id AND t.approval_id = d.approval_id
         JOIN facts f ON f.document_id = t.document_id AND f.ordinal = t.fact_ordinal
         WHERE (@metric::text IS NULL OR strpos(f.metric_key, @metric) > 0) AND (@Entity::text IS NULL OR strpos(lower(f.entity), lower(@Entity)) > 0)
           AND (@Period::text IS NULL OR f.period_key = @Period)
         ORDER BY d.document_id, t.fact_ordinal, t.predicate OFFSET @from LIMIT @most
         """,
        row => row.ToTriple(), caller, filter, cancel);

    public Task<DatasetCounts> Count(Caller caller, Guid? documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        connection => connection.QuerySingleAsync<DatasetCounts>(
            $"""
             WITH approved AS MATERIALIZED (SELECT d.document_id, d.approval_id FROM {Approved})
             SELECT (SELECT count(*) FROM approved) AS documents,
                    (SELECT count(*) FROM samples s JOIN approved USING (document_id, approval_id) WHERE t.training_allowed) AS samples,
                    (SELECT count(*) FROM facts JOIN approved USING (document_id)) AS facts,
                    (SELECT count(*) FROM chunks JOIN approved USING (document_id)) AS passages,
                    (SELECT count(*) FROM triples JOIN approved USING (document_id, approval_id)) AS triples,
                    t.training_allowed
             FROM tenants t WHERE t.tenant_id = @TenantId
             """,
            new { caller.TenantId, caller.UserId, DocumentId = documentId }),
        cancel);

    /// <summary>In parts, each in a transaction of its own: a long export holds nothing.</summary>
    private async IAsyncEnumerable<TView> Read<TRow, TView>(
        string sql, Func<TRow, TView> view, Caller caller, DatasetFilter filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        var metric = string.IsNullOrWhiteSpace(filter.Metric) ? null : MetricKeys.Of(filter.Metric);
        for (var from = 0; from < filter.Limit; from += AtOnce)
        {
            var most = Math.Min(AtOnce, filter.Limit - from);
            var rows = await database.Query(
                caller.TenantId,
                async connection => (await connection.QueryAsync<TRow>(
                    sql, new { caller.TenantId, caller.UserId, filter.DocumentId, metric, filter.Entity, filter.Period, from, most })).AsList(),
                cancel);
            foreach (var row in rows)
            {
                yield return view(row);
            }
            if (rows.Count < most)
            {
                yield break;
            }
        }
    }
}
