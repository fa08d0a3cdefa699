using Dapper;
using Npgsql;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

/// <summary>Plan, retrieve, rank, answer, guard.</summary>
internal sealed class QuestionService(Database database, Planner planner, Retrieval retrieval, QuestionJournal journal, TimeProvider time) : IQuestions
{
    private const int LongestQuestion = 2_000;
    private const int MostEvidence = 50;

    public async Task<Answer> Ask(Caller caller, AskQuestion question, CancellationToken cancel)
    {
        Validate(question);
        var start = time.GetTimestamp();
        var plan = planner.Plan(question.Question);
        var candidates = await Retrieve(caller, question, plan, cancel);
        var retrieved = time.GetTimestamp();
        var extracted = Answerer.Extract(plan, Ranking.Rank(plan, candidates, question.TopK));
        var end = time.GetTimestamp();
        var answer = new Answer(
            extracted.Evidence.Count > 0,
            extracted.Text,
            extracted.Evidence,
            Guid.CreateVersion7(time.GetUtcNow()),
            new AnswerTimings(Milliseconds(start, retrieved), Milliseconds(retrieved, end), Milliseconds(start, end)));
        await journal.Record(caller, answer, cancel);
        return answer;
    }

    private static void Validate(AskQuestion question)
    {
        if (string.IsNullOrWhiteSpace(question.Question))
        {
            throw new ProblemException(ProblemKind.Invalid, "question_empty", "Write a question.");
        }

        if (question.Question.Length > LongestQuestion)
        {
            throw new ProblemException(ProblemKind.Invalid, "question_too_long", $"A question has at most {LongestQuestion} characters.");
        }

        if (question.TopK is < 1 or > MostEvidence)
        {
            throw new ProblemException(ProblemKind.Invalid, "top_k_out_of_range", $"top_k is 1 to {MostEvidence}.");
        }
    }

    private Task<IReadOnlyList<Candidate>> Retrieve(Caller caller, AskQuestion question, QuestionPlan plan, CancellationToken cancel) =>
        database.Query(
            caller.TenantId,
            async connection =>
            {
                if (question.DocumentIds is { } named)
                {
                    await RequireVisible(connection, caller, named);
                }
                return await retrieval.Find(connection, caller, question.Question, plan, question.DocumentIds, cancel);
            },
            cancel);

    /// <summary>A document that is not there, or not for this caller, is an error; silence would look like "it does not say".</summary>
    private static async Task RequireVisible(NpgsqlConnection connection, Caller caller, IReadOnlyList<Guid> documentIds)
    {
        var distinct = documentIds.Distinct().ToArray();
        var visible = await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM visible_documents(@TenantId, @UserId) WHERE document_id = ANY (@distinct)",
            new { caller.TenantId, caller.UserId, distinct });
        if (visible != distinct.Length)
        {
            throw ProblemException.NotFound("document");
        }
    }

    private double Milliseconds(long start, long end) => Math.Round(time.GetElapsedTime(start, end).TotalMilliseconds, 2);
}
