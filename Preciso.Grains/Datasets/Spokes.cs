using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;

namespace Preciso.Grains.Datasets;

/// <summary>
/// What an approved document yields here: samples (A) where the tenant allows training, and the graph (D). Facts (B) and passages (C) need
/// nothing, they are read where they stand.
/// </summary>
public sealed class Spokes(TimeProvider time) : IYield
{
    public async Task Build(ApprovedDocument document, NpgsqlConnection connection, Dictionary<string, double> figures)
    {
        var allowed = (await SettingsStore.Read(connection, document.TenantId)).TrainingAllowed;
        figures["samples"] = allowed ? await WriteSamples(document, connection) : 0;
        figures["triples"] = await connection.ExecuteAsync(
            TriplesSql, new { document.TenantId, document.DocumentId, document.ApprovalId, document.Filename });
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
        List<NewSample> samples =
        [
            .. review.Fields.Select(field => SampleMaker.OfField(field, review.Pages[field.Page], review.Predicted)),
            SampleMaker.OfType(document, review.Pages[1]),
        ];
        await connection.ExecuteAsync("DELETE FROM samples WHERE document_id = @DocumentId", new { document.DocumentId });
        return await connection.ExecuteAsync(SampleSql, ToRows(document, samples, time.GetUtcNow()));
    }

    private static object ToRows(ApprovedDocument document, List<NewSample> samples, DateTimeOffset now) => new
    {
        document.TenantId, document.DocumentId, document.ApprovalId, document.Type, now,
        tasks = samples.Select(sample => sample.Task).ToArray(),
        fields = samples.Select(sample => sample.Field).ToArray(),
        inputs = samples.Select(sample => sample.Input).ToArray(),
        labels = samples.Select(sample => sample.Label).ToArray(),
        corrected = samples.Select(sample => sample.Corrected).ToArray(),
        predicted = samples.Select(sample => sample.Predicted).ToArray(),
        pages = samples.Select(sample => sample.Page).ToArray(),
        boxes = samples.Select(sample => JsonSerializer.Serialize(sample.Box, PrecisoJson.Options)).ToArray(),
        methods = samples.Select(sample => Snake.Case(sample.Method)).ToArray(),
        confidences = samples.Select(sample => sample.Confidence).ToArray(),
    };

    private const string SampleSql =
        """
        INSERT INTO samples (
            tenant_id, document_id, approval_id, document_type, created_at,
            task, field, input, label, corrected, predicted, page, box, method, confidence)
        SELECT @TenantId, @DocumentId, @ApprovalId, @Type, @now,
               s.task, s.field, s.input, s.label, s.corrected, s.predicted, s.page, s.box::jsonb, s.method, s.confidence
        FROM unnest(@tasks, @fields, @inputs, @labels, @corrected, @predicted, @pages, @boxes, @methods, @confidences)
            AS s (task, field, input, label, corrected, predicted, page, box, method, confidence)
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
            ('has_value', f.metric, f.printed || coalesce(' ' || f.scale_printed, '')
                || coalesce(' ' || f.unit, '') || coalesce(' ' || f.currency, '')),
            ('in_period', f.metric, f.period_key)) AS e (predicate, subject, object)
        WHERE f.document_id = @DocumentId AND e.object IS NOT NULL AND e.object <> '' AND e.subject <> ''
        ON CONFLICT (document_id, fact_ordinal, predicate) DO UPDATE SET approval_id = excluded.approval_id, subject = excluded.subject,
            object = excluded.object
        """;
}
