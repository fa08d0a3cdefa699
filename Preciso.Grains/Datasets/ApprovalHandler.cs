using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Documents;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Grains.Tenants;

namespace Preciso.Grains.Datasets;

/// <summary>
/// What follows an approval: samples (A) where the tenant allows training, and the graph (D). Both are replaced in one
/// transaction that also sees that the approval still stands; facts (B) and passages (C) need nothing, they are read where they stand.
/// </summary>
public sealed class ApprovalHandler(Database database, TimeProvider time) : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var yield = await run.Step("spokes", figures => Build(run.Job, figures, cancel), cancel);
        return JobResult.Of(yield);
    }

    private Task<ApprovalYield> Build(ClaimedJob job, Dictionary<string, double> figures, CancellationToken cancel) => database.Leased(
        job,
        async connection =>
        {
            var document = await connection.QuerySingleOrDefaultAsync<Document>(
                "SELECT * FROM documents WHERE document_id = @DocumentId AND approval = 'approved' AND state = 'ready' FOR SHARE", new { job.DocumentId });
            if (document is null)
            {
                return new ApprovalYield(0, 0, TrainingAllowed: false); // withdrawn, rejected or deleted since
            }
            var allowed = (await SettingsStore.Read(connection, job.TenantId)).TrainingAllowed;
            var samples = allowed ? await WriteSamples(connection, document) : 0;
            var triples = await connection.ExecuteAsync(TriplesSql, new { document.TenantId, document.DocumentId, document.ApprovalId, document.Filename });
            (figures["samples"], figures["triples"]) = (samples, triples);
            return new ApprovalYield(samples, triples, allowed);
        },
        cancel);

    private async Task<int> WriteSamples(NpgsqlConnection connection, Document document)
    {
        var fields = await FieldStore.Read(connection, document.DocumentId);
        var predicted = (await connection.QueryAsync<(string Field, string? Before)>(
            "SELECT DISTINCT ON (field) field, before FROM field_corrections WHERE document_id = @DocumentId ORDER BY field, version", new { document.DocumentId }))
            .ToDictionary(correction => correction.Field, correction => correction.Before);
        var pages = new Dictionary<int, PageReading>();
        foreach (var page in fields.Select(field => field.Page).Append(1).Distinct())
        {
            pages[page] = (await DocumentPages.Read(connection, document.DocumentId, page, 1))[0];
        }
        var samples = fields.Select(field => SampleMaker.OfField(document, field, pages[field.Page], predicted)).Append(SampleMaker.OfType(document, pages[1]));
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

/// <summary>What an approval yielded.</summary>
public sealed record ApprovalYield(int Samples, int Triples, bool TrainingAllowed);
