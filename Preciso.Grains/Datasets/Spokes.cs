using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;

namespace Preciso.Grains.Datasets;

/// <summary>
/// What an approved document yields here: samples (A) where the tenant allows training, and the graph (D). Facts (B) and passages (C) need nothing, they
/// are read where they stand.
/// </summary>
public sealed class Spokes(TimeProvider time) : IYield
{
    public async Task Build(ApprovedDocument document, NpgsqlConnection connection, Dictionary<string, double> figures)
    {
        var allowed = (await SettingsStore.Read(connection, document.TenantId)).TrainingAllowed;
        figures["samples"] = allowed ? await WriteSamples(document, connection) : 0;
        figures["triples"] = await connection.ExecuteAsync(TriplesSql, new { document.TenantId, document.DocumentId, document.ApprovalId, document.Filename });
    }

    public Task Withdraw(Guid documentId, UnitOfWork unit) => unit.Connection.ExecuteAsync(
        """
        WITH gone AS (DELETE FROM samples WHERE document_id = @documentId)
        DELETE FROM triples WHERE document_id = @documentId
        """,
        new { documentId });

    private async Task<int> WriteSamples(ApprovedDocument document, NpgsqlConnection connection)
    {
        var review = await document.Review();
        var samples = review.Fields.Select(field => SampleMaker.OfField(field, review.Pages[field.Page], review.Predicted))
            .Append(SampleMaker.OfType(document, review.Pages[1]));
        await connection.ExecuteAsync("DELETE FROM samples WHERE document_id = @DocumentId", new { document.DocumentId });
        return await connection.ExecuteAsync(SampleSql, samples.Select(sample => sample.ToRow(document, time.GetUtcNow())));
    }

    private const string SampleSql =
        """
        INSERT INTO samples (tenant_id, document_id, approval_id, task, document_type, field, input, label, corrected, predicted, page, box, method, confidence, created_at)
        VALUES (@TenantId, @DocumentId, @ApprovalId, @Task, @Type, @Field, @Input, @Label, @Corrected, @Predicted, @Page, @box::jsonb, @method, @Confidence, @now)
        """;

    // A number is a node of its own: "document#fact". Edges lead from it to whom, how much and when.
    private const string TriplesSql =
        """
        WITH gone AS (DELETE FROM triples WHERE document_id = @DocumentId)
        INSERT INTO triples (tenant_id, document_id, approval_id, fact_ordinal, predicate, subject, object)
        SELECT @TenantId, @DocumentId, @ApprovalId, f.ordinal, e.predicate, e.subject, e.object
        FROM facts f
        CROSS JOIN LATERAL (VALUES
            ('states', @Filename, f.metric),
            ('of_entity', f.metric, f.entity),
            ('has_value', f.metric, f.printed || coalesce(' ' || f.scale_printed, '') || coalesce(' ' || f.unit, '') || coalesce(' ' || f.currency, '')),
            ('in_period', f.metric, f.period_key)) AS e (predicate, subject, object)
        WHERE f.document_id = @DocumentId AND e.object IS NOT NULL AND e.object <> '' AND e.subject <> ''
        ON CONFLICT (document_id, fact_ordinal, predicate) DO UPDATE SET approval_id = excluded.approval_id, subject = excluded.subject, object = excluded.object
        """;
}
