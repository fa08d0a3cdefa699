using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents;

/// <summary>
/// What follows an approval: every room's yield of it, made in one transaction that also sees that the approval still stands.
/// </summary>
public sealed class ApprovalHandler(Database database, IEnumerable<IYield> yields) : IJobHandler
{
    public async Task<JobResult> Run(JobRun run, CancellationToken cancel) =>
        JobResult.From(await run.Step("spokes", figures => Build(run.Job, figures, cancel), cancel));

    private Task<ApprovalYield> Build(ClaimedJob job, Dictionary<string, double> figures, CancellationToken cancel) => database.Leased(
        job,
        async connection =>
        {
            var document = await connection.QuerySingleOrDefaultAsync<Document>(
                "SELECT * FROM documents WHERE document_id = @DocumentId AND approval = 'approved' AND state = 'ready' FOR SHARE",
                new { job.DocumentId });
            if (document is null)
            {
                return new ApprovalYield(Stands: false, figures); // withdrawn, rejected or deleted since
            }
            var approved = Approved(document, connection);
            foreach (var yield in yields)
            {
                await yield.Build(approved, connection, figures);
            }
            return new ApprovalYield(Stands: true, figures);
        },
        cancel);

    private static ApprovedDocument Approved(Document document, NpgsqlConnection connection) => new(
        document.TenantId, document.DocumentId, document.ApprovalId!.Value, document.Filename, document.Type!, document.TypeConfidence ?? 0,
        document.ChosenType is not null, () => Review(document.DocumentId, connection));

    private static async Task<ReviewedFields> Review(Guid documentId, NpgsqlConnection connection)
    {
        var fields = await FieldStore.Read(connection, documentId);
        var predicted = (await connection.QueryAsync<(string Field, string? Before)>(
            "SELECT DISTINCT ON (field) field, before FROM field_corrections WHERE document_id = @documentId ORDER BY field, version",
            new { documentId }))
            .ToDictionary(correction => correction.Field, correction => correction.Before);
        var pages = new Dictionary<int, PageReading>();
        foreach (var page in fields.Select(field => field.Page).Append(1).Distinct())
        {
            pages[page] = (await DocumentPages.Read(connection, documentId, page, 1))[0];
        }
        return new ReviewedFields(fields, predicted, pages);
    }
}

/// <summary>What an approval yielded, counted.</summary>
public sealed record ApprovalYield(bool Stands, IReadOnlyDictionary<string, double> Figures);
