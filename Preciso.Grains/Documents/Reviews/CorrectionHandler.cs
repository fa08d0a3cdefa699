using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Documents.Extraction;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Reading.Facts;

namespace Preciso.Grains.Documents.Reviews;

/// <summary>
/// What follows the correction of a cell: the document's facts are made again from its pages, because heads, units and periods carry over
/// from one table to the next; and where it was approved meanwhile, what it yields is made of the new ones.
/// </summary>
public sealed class CorrectionHandler(IGrains grains, Database database, IEnumerable<IYield> yields) : IJobHandler
{
    private const int PagesAtOnce = 50;

    public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
    {
        var job = run.Job;
        var found = await run.Step("facts", figures => Renew(job, run.Args<FollowedCorrection>(), figures, cancel), cancel);
        if (found.Count is { } count)
        {
            await grains.Get<IDocumentGrain>(job.DocumentId!.Value, job.Caller).RecordFacts(count.ToCommand(job.Lease));
        }
        return JobResult.Done;
    }

    private Task<RenewedFacts> Renew(
        ClaimedJob job, FollowedCorrection followed, Dictionary<string, double> figures, CancellationToken cancel) => database.Leased(
        job,
        async connection =>
        {
            // Approval and correction take turns; another reading, which makes the facts anew itself, waits until they are written.
            var document = await connection.QuerySingleOrDefaultAsync<Document>(
                "SELECT * FROM documents WHERE document_id = @DocumentId AND state IN ('ready', 'needs_review') FOR NO KEY UPDATE",
                new { job.DocumentId });
            if (document is null || await CellStore.Newest(connection, document.DocumentId) != followed.CorrectionId)
            {
                return new RenewedFacts(null);
            }
            var count = await Write(connection, document, followed.CorrectionId);
            figures["facts"] = count.Facts;
            if (document is { ApprovalValue: ApprovalState.Approved, StateValue: DocumentState.Ready })
            {
                await yields.Build(document, connection, figures);
            }
            return new RenewedFacts(count);
        },
        cancel);

    private static async Task<FactCount> Write(NpgsqlConnection connection, Document document, Guid correctionId)
    {
        var (reader, count, pages) = (new FactReader(document.Filename), new FactCount(), document.Pages ?? 0);
        await Execute(connection, [FactStore.Clear(document.DocumentId), DocumentStore.FactsFollow(document.DocumentId, correctionId)]);
        for (var from = 1; from <= pages; from += PagesAtOnce)
        {
            var read = await DocumentPages.Read(connection, document.DocumentId, from, PagesAtOnce);
            var found = read.ConvertAll(reader.Read);
            var facts = found.SelectMany(page => page.Facts).ToList();
            var ledgers = found.ConvertAll(page => page.Ledger);
            await Execute(connection, FactStore.Insertion(document.TenantId, document.DocumentId, facts, ledgers));
            count = count.Plus(read.Sum(page => page.Tables.Count), facts.Count, ledgers);
        }
        return count with { Attempts = reader.Attempts, Tried = reader.Tried };
    }

    private static async Task Execute(NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> statements)
    {
        await using var batch = Statement.Batch(connection, statements);
        await batch.ExecuteNonQueryAsync();
    }
}

/// <summary>What the job is given.</summary>
public sealed record FollowedCorrection(Guid CorrectionId);

/// <param name="Count">Null where nothing was to be done: it is read again, is gone, or a later correction is followed.</param>
public sealed record RenewedFacts(FactCount? Count);
