using Dapper;
using Preciso.Datasets;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Reading.Facts;

namespace Preciso.Grains.Datasets;

/// <summary>What approved documents yield. Each query joins what the caller may read and that the approval stands.</summary>
public sealed class DatasetQueries(Database database, IApprovedContents contents) : IDatasets
{
    public IAsyncEnumerable<Sample> Samples(
        Caller caller, DatasetFilter filter, CancellationToken cancel) => database.ReadApproved<SampleRow, Sample>(
        $"""
         SELECT s.sample_id, s.document_id, s.approval_id, s.task, s.document_type, s.field, s.input, s.label, s.corrected, s.predicted,
                s.page, s.box::text, s.method, s.confidence, s.created_at
         FROM {ApprovedRows.Documents} JOIN samples s ON s.document_id = d.document_id AND s.approval_id = d.approval_id
         WHERE {SettingsStore.TrainingAllowed}
         ORDER BY s.sample_id OFFSET @from LIMIT @most
         """,
        row => row.ToSample(), caller, filter, cancel);

    public IAsyncEnumerable<FactRow> Facts(Caller caller, DatasetFilter filter, CancellationToken cancel) =>
        contents.Facts(caller, filter, cancel);

    public IAsyncEnumerable<PassageRow> Passages(Caller caller, DatasetFilter filter, CancellationToken cancel) =>
        contents.Passages(caller, filter, cancel);

    public IAsyncEnumerable<Triple> Triples(
        Caller caller, DatasetFilter filter, CancellationToken cancel) => database.ReadApproved<TripleRow, Triple>(
        $"""
         SELECT d.document_id, t.approval_id, t.subject, t.predicate, t.object, t.fact_ordinal, f.page, f.box::text, f.snippet
         FROM {ApprovedRows.Documents} JOIN triples t ON t.document_id = d.document_id AND t.approval_id = d.approval_id
         JOIN facts f ON f.document_id = t.document_id AND f.ordinal = t.fact_ordinal
         WHERE (@Metric::text IS NULL OR strpos(f.metric_key, @Metric) > 0)
           AND (@Entity::text IS NULL OR strpos(lower(f.entity), lower(@Entity)) > 0)
           AND (@Period::text IS NULL OR f.period_key = @Period)
         ORDER BY d.document_id, t.fact_ordinal, t.predicate OFFSET @from LIMIT @most
         """,
        row => row.ToTriple(), caller, filter with { Metric = MetricKeys.FromSearch(filter.Metric) }, cancel);

    public Task<DatasetCounts> Count(Caller caller, Guid? documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        connection => connection.QuerySingleAsync<DatasetCounts>(
            $"""
             WITH approved AS MATERIALIZED (SELECT d.document_id, d.approval_id FROM {ApprovedRows.Documents})
             SELECT (SELECT count(*) FROM approved) AS documents,
                    (SELECT count(*) FROM samples JOIN approved USING (document_id, approval_id)
                     WHERE {SettingsStore.TrainingAllowed}) AS samples,
                    (SELECT count(*) FROM facts JOIN approved USING (document_id)) AS facts,
                    (SELECT count(*) FROM chunks JOIN approved USING (document_id)) AS passages,
                    (SELECT count(*) FROM triples JOIN approved USING (document_id, approval_id)) AS triples,
                    {SettingsStore.TrainingAllowed} AS training_allowed
             """,
            new { caller.TenantId, caller.UserId, DocumentId = documentId }),
        cancel);
}
