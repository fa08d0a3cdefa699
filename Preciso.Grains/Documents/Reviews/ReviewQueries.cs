using Dapper;
using Npgsql;
using Preciso.Approvals;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Documents.Reviews;

/// <summary>The work of reviewers; every statement joins what the caller may see.</summary>
public sealed class ReviewQueries(Database database, IGrains grains, TimeProvider time) : IReviews
{
    private const int Candidates = 20;
    private const int MostTogether = 200;

    public Task<ReviewNeighbours> Around(
        Caller caller, ReviewFilter filter, Guid documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var places = (await connection.QueryAsync<(Guid Id, Guid? Previous, Guid? Next, int Place, int Total)>(
                $"""
                WITH queue AS (
                    SELECT d.document_id, lag(d.document_id) OVER w AS previous, lead(d.document_id) OVER w AS next,
                           (row_number() OVER w)::int AS place, (count(*) OVER ())::int AS total
                    FROM visible_documents(@TenantId, @UserId) v JOIN documents d USING (document_id)
                    WHERE {ReviewQueue.Filter}
                    WINDOW w AS (ORDER BY {ReviewQueue.OrderBy(filter.Order)}))
                SELECT document_id, previous, next, place, total FROM queue WHERE document_id = @documentId OR place = 1
                """,
                With(documentId, ReviewQueue.Parameters(caller, filter, time.GetUtcNow())))).AsList();
            var here = places.FirstOrDefault(place => place.Id == documentId);
            return here.Id == documentId ? new ReviewNeighbours(here.Previous, here.Next, here.Place, here.Total)
                : places is [var first] ? new ReviewNeighbours(null, first.Id, null, first.Total)
                : new ReviewNeighbours(null, null, null, 0);
        },
        cancel);

    public Task<ReviewChoices> Choices(Caller caller, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var rows = (await connection.QueryAsync<(string Problem, Guid OwnerId, string Name)>(
                """
                SELECT DISTINCT d.error_code, d.owner_id, u.name
                FROM visible_documents(@TenantId, @UserId) v JOIN documents d USING (document_id) JOIN users u ON u.user_id = d.owner_id
                WHERE d.state = 'needs_review'
                """,
                new { caller.TenantId, caller.UserId })).AsList();
            return new ReviewChoices(
                [.. rows.Select(row => row.Problem).Distinct().Order(StringComparer.Ordinal)],
                [.. rows.Select(row => new ReviewOwner(row.OwnerId, row.Name)).Distinct().OrderBy(owner => owner.Name)]);
        },
        cancel);

    public async Task<Guid?> TakeNext(Caller caller, ReviewFilter filter, CancellationToken cancel)
    {
        caller.Require(Role.Reviewer);
        while (await Free(caller, filter with { Mine = false, Unassigned = true }, cancel) is { Count: > 0 } free)
        {
            foreach (var documentId in free)
            {
                if (await Take(caller, documentId))
                {
                    return documentId;
                }
            }
        }
        return null;
    }

    public async Task<IReadOnlyList<ReviewResult>> ApproveSure(Caller caller, ApproveSure command, CancellationToken cancel)
    {
        caller.Require(Role.Reviewer);
        if (command.AtLeast is not (> 0 and <= 1) || command.DocumentIds.Count is 0 or > MostTogether)
        {
            throw new ProblemException(
                ProblemKind.Invalid, "approve_sure_invalid", "Name between 1 and 200 documents, and a confidence above 0 and up to 1.");
        }
        var results = new List<ReviewResult>();
        foreach (var documentId in command.DocumentIds.Distinct())
        {
            cancel.ThrowIfCancellationRequested();
            results.Add(await Approve(caller, documentId, command.AtLeast));
        }
        return results;
    }

    public Task<ReviewOutcome> Outcome(Caller caller, Guid documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var (approval, jobId, state) = await connection.QuerySingleOrDefaultAsync<(string? Approval, Guid? JobId, string? State)>(
                """
                SELECT d.approval, j.job_id, j.state
                FROM visible_documents(@TenantId, @UserId) v JOIN documents d USING (document_id)
                LEFT JOIN LATERAL (
                    SELECT job_id, state FROM jobs
                    WHERE document_id = d.document_id AND d.approval = 'approved'
                      AND (kind = 'follow_approval' AND key = d.approval_id::text
                           OR kind = 'follow_correction' AND state IN ('pending', 'processing', 'retrying'))
                    ORDER BY ended_at NULLS FIRST LIMIT 1) j ON true
                WHERE v.document_id = @documentId
                """,
                new { caller.TenantId, caller.UserId, documentId });
            return approval is null ? throw ProblemException.NotFound("document")
                : new ReviewOutcome(Snake.Parse<ApprovalState>(approval), Stage(state), jobId);
        },
        cancel);

    public Task<IReadOnlyList<ReviewTime>> Times(Caller caller, int days, CancellationToken cancel)
    {
        caller.Require(Role.Admin);
        var since = time.GetUtcNow().AddDays(-Math.Clamp(days, 1, 365));
        return database.Query(caller.TenantId, connection => ReviewTimes.Medians(connection, caller.TenantId, since), cancel);
    }

    /// <summary>The first that nobody has and that the caller may decide about.</summary>
    private Task<List<Guid>> Free(Caller caller, ReviewFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection => (await connection.QueryAsync<Guid>(
            $"""
            SELECT d.document_id FROM visible_documents(@TenantId, @UserId) v JOIN documents d USING (document_id)
            WHERE {ReviewQueue.Filter}
              AND (d.owner_id <> @UserId OR (SELECT own_approval FROM tenants WHERE tenant_id = @TenantId))
            ORDER BY {ReviewQueue.OrderBy(filter.Order)} LIMIT {Candidates}
            """,
            ReviewQueue.Parameters(caller, filter, time.GetUtcNow()))).AsList(),
        cancel);

    /// <summary>False if somebody was faster, or the document is gone.</summary>
    private async Task<bool> Take(Caller caller, Guid documentId)
    {
        try
        {
            await grains.Get<IDocumentGrain>(documentId, caller).AssignReview(new AssignReview(caller.UserId, IfFree: true));
            return true;
        }
        catch (ProblemException taken) when (taken.Kind is ProblemKind.Conflict or ProblemKind.NotFound)
        {
            return false;
        }
    }

    private async Task<ReviewResult> Approve(Caller caller, Guid documentId, double least)
    {
        try
        {
            await grains.Get<IDocumentGrain>(documentId, caller).Approve(new ApproveDocument(AtLeast: least));
            return new ReviewResult(documentId, Approved: true);
        }
        catch (ProblemException refused)
        {
            return new ReviewResult(documentId, Approved: false, new DocumentProblem(refused.Code, refused.Message));
        }
    }

    private static OutcomeState Stage(string? job) => job switch
    {
        null => OutcomeState.None,
        "completed" => OutcomeState.Ready,
        "failed" or "dead_letter" or "canceled" => OutcomeState.Failed,
        _ => OutcomeState.Making,
    };

    private static DynamicParameters With(Guid documentId, object parameters)
    {
        var all = new DynamicParameters(parameters);
        all.Add("documentId", documentId);
        return all;
    }
}
