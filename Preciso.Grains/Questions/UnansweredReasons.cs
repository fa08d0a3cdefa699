using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>Why a question has no answer, and where it was looked: of what the asker may read, as every answer is.</summary>
internal sealed class UnansweredReasons(Retrieval retrieval)
{
    private const int MostHeld = 3;

    /// <param name="connection">In a transaction, with preciso.tenant set to the asker's.</param>
    public async Task<Unanswered> Find(
        NpgsqlConnection connection, ClaimedJob job, AskQuestion question, string understood, QuestionPlan plan, CancellationToken cancel)
    {
        var restriction = Restriction.Read(question);
        var searched = await connection.QuerySingleAsync<SearchedDocuments>(
            """
            SELECT count(*) FILTER (WHERE d.state = 'ready')::int AS ready,
                   count(*) FILTER (WHERE d.state IN ('queued', 'reading', 'indexing'))::int AS under_way,
                   count(*) FILTER (WHERE d.state IN ('needs_review', 'failed'))::int AS unusable,
                   @restricted AS restricted
            FROM asked_documents(@TenantId, @UserId, @Documents, @Spaces, @Types, @AddedFrom, @AddedUntil) d
            """,
            new
            {
                job.TenantId, job.UserId, restriction.Documents, restriction.Spaces, restriction.Types, restriction.AddedFrom,
                restriction.AddedUntil, restricted = restriction != Restriction.None,
            });
        if (!Guard.AsksSomething(plan))
        {
            var isTalk = WordList.Talk.HasAny(understood);
            return new(isTalk ? UnansweredReason.NoQuestion : UnansweredReason.TooVague, searched, []);
        }
        var held = searched.Unusable == 0 ? []
            : await retrieval.FindBest(
                connection, job.Caller, understood, plan, restriction, MostHeld, cancel, DocumentState.NeedsReview);
        var documents = Answerer.Extract(plan, held).Evidence
            .Select(evidence => new AskedDocument(evidence.DocumentId, evidence.Filename)).Distinct().ToList();
        return documents.Count > 0 ? new(UnansweredReason.InReview, searched, documents)
            : new(searched.Ready == 0 ? UnansweredReason.NothingToSearch : UnansweredReason.NotFound, searched, []);
    }
}

/// <param name="Held">The documents that may answer once a person has looked at them.</param>
internal sealed record Unanswered(UnansweredReason Reason, SearchedDocuments Searched, IReadOnlyList<AskedDocument> Held);
