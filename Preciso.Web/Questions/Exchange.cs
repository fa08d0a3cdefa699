using Preciso.Questions;

namespace Preciso.Web.Questions;

/// <summary>
/// A question on the screen and as much of its answer as there is. The answer comes in parts, each of which makes the next state; what is
/// kept is the state after the last.
/// </summary>
public sealed record Exchange(string Question, DateTimeOffset AskedAt)
{
    public QuestionStatus Status { get; init; }

    /// <summary>Null until the question is on record.</summary>
    public Guid? JobId { get; init; }

    /// <summary>What it was put to.</summary>
    public AskedWithin Within { get; init; } = AskedWithin.All;

    /// <summary>Who asked, where it was another person.</summary>
    public string? AskedBy { get; init; }

    public IReadOnlyList<AnswerStatement> Statements { get; init; } = [];

    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>The whole answer, once nothing follows.</summary>
    public Answer? Answer { get; init; }

    public AnswerRating? Rating { get; init; }

    /// <summary>The pieces of evidence that the text stands on, with their numbers; all of them where that is not known.</summary>
    public IReadOnlyList<(int Number, Evidence Evidence)> Cited =>
        Numbered(number => Statements.Any(said => said.Evidence.Contains(number)));

    /// <summary>What else was found.</summary>
    public IReadOnlyList<(int Number, Evidence Evidence)> Others => [.. Numbered(_ => true).Except(Cited)];

    public Exchange With(AnswerPart part) => part switch
    {
        QuestionTaken taken => this with { JobId = taken.JobId },
        AnswerGiven { Answer: var answer } => With(answer),
        _ => this,
    };

    public Exchange With(Answer answer) => this with
    {
        Status = QuestionStatus.Answered,
        JobId = answer.JobId,
        // What an earlier version kept does not say which sentence stands on what
        Statements = answer.Answered ? answer.Statements ?? [new AnswerStatement(answer.Text, [], [])] : [],
        Evidence = answer.Evidence,
        Answer = answer,
    };

    public static Exchange From(ThreadQuestion kept)
    {
        var asked = new Exchange(kept.Question, kept.AskedAt)
        {
            Status = kept.Status, JobId = kept.JobId, Rating = kept.Rating, AskedBy = kept.IsOwn ? null : kept.AskedBy,
            Within = AskedWithin.Read(kept),
        };
        return kept.Answer is { } answer ? asked.With(answer) : asked;
    }

    private IReadOnlyList<(int Number, Evidence Evidence)> Numbered(Func<int, bool> chosen)
    {
        var numbered = Evidence.Select((evidence, i) => (Number: i + 1, Evidence: evidence)).ToList();
        var found = numbered.FindAll(piece => chosen(piece.Number));
        return found.Count > 0 ? found : numbered;
    }
}
