using Dapper;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Threads;

[Orleans.GrainType("answer")]
public sealed class AnswerGrain(Database database) : Grain(database), IAnswerGrain
{
    public Task<AnswerRating> Rate(RateAnswer command) => Commit(async unit =>
    {
        var rating = Check(command);
        await RequireOwn(unit);
        var written = await unit.Connection.ExecuteAsync(
            """
            INSERT INTO answer_ratings AS r (job_id, tenant_id, user_id, helpful, reason, note, rated_at)
            VALUES (@Id, @TenantId, @UserId, @Helpful, @reason, @Note, @Now)
            ON CONFLICT (job_id) DO UPDATE
            SET helpful = excluded.helpful, reason = excluded.reason, note = excluded.note, rated_at = excluded.rated_at
            WHERE (r.helpful, r.reason, r.note) IS DISTINCT FROM (excluded.helpful, excluded.reason, excluded.note)
            """,
            new
            {
                Id, unit.Caller.TenantId, unit.Caller.UserId, rating.Helpful, reason = rating.Reason is { } why ? Snake.Case(why) : null,
                rating.Note, unit.Now,
            });
        if (written == 1)
        {
            unit.Emit(new AnswerRated(Id, rating.Helpful, rating.Reason));
        }
        return rating;
    });

    private static AnswerRating Check(RateAnswer command)
    {
        var note = string.IsNullOrWhiteSpace(command.Note) ? null : command.Note.Trim();
        return note?.Length > RateAnswer.LongestNote
            ? throw new ProblemException(
                ProblemKind.Invalid, "rating_note_too_long", $"A note has at most {RateAnswer.LongestNote} characters.")
            : new AnswerRating(command.Helpful, command.Helpful ? null : command.Reason, note);
    }

    /// <summary>Who asked may say what they think of the answer, and nobody learns from a refusal that others asked.</summary>
    private async Task RequireOwn(UnitOfWork unit)
    {
        var isOwn = await unit.Connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM jobs WHERE job_id = @Id AND kind = @JobKind AND user_id = @UserId AND state = 'completed')",
            new { Id, AskQuestion.JobKind, unit.Caller.UserId });
        if (!isOwn)
        {
            throw ProblemException.NotFound("answer");
        }
    }
}
