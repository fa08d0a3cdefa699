using Npgsql;
using Preciso.Questions.Answering;
using Preciso.Questions.Planning;
using Preciso.Questions.Retrieving;

namespace Preciso.Questions;

/// <summary>Plan, retrieve, rank, answer, guard.</summary>
internal sealed class Questions(NpgsqlDataSource database, Planner planner, Retrieval retrieval, TimeProvider time) : IQuestions
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
        return new Answer(
            extracted.Evidence.Count > 0,
            extracted.Text,
            extracted.Evidence,
            Guid.CreateVersion7(time.GetUtcNow()),
            new AnswerTimings(Milliseconds(start, retrieved), Milliseconds(retrieved, end), Milliseconds(start, end)));
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

    private async Task<IReadOnlyList<Candidate>> Retrieve(Caller caller, AskQuestion question, QuestionPlan plan, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var tenant = new NpgsqlCommand("SELECT set_config('preciso.tenant', @tenant, true)", connection, transaction))
        {
            tenant.Parameters.AddWithValue("tenant", caller.TenantId.ToString());
            await tenant.ExecuteNonQueryAsync(cancel);
        }

        return await retrieval.Find(connection, transaction, caller, question.Question, plan, question.DocumentIds, cancel);
    }

    private double Milliseconds(long start, long end) => Math.Round(time.GetElapsedTime(start, end).TotalMilliseconds, 2);
}
