using Dapper;
using Preciso.Grains.Core;
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
            await yields.Build(document, connection, figures);
            return new ApprovalYield(Stands: true, figures);
        },
        cancel);
}

/// <summary>What an approval yielded, counted.</summary>
public sealed record ApprovalYield(bool Stands, IReadOnlyDictionary<string, double> Figures);
