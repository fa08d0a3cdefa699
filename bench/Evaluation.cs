using Preciso.Evaluations;
using Preciso.Grains.Evaluations.Judging;
using Preciso.Questions;

namespace Preciso.Bench;

/// <summary>Asks labelled questions of the whole system, as a person does, and has each answer judged as the cases of people are.</summary>
public sealed class Evaluation(IQuestions questions, IReadOnlyDictionary<string, Guid> documents)
{
    private const int TopK = 5;

    /// <param name="only">The documents to ask of for each question; null for all that the caller may read.</param>
    public async Task<EvaluationFigures> Ask(
        Caller caller, IEnumerable<LabelledQuestion> labelled, Func<LabelledQuestion, IEnumerable<string>>? only)
    {
        var asked = new List<JudgedAnswer>();
        foreach (var question in labelled)
        {
            asked.Add(await Ask(caller, question, only?.Invoke(question)));
        }
        return new EvaluationFigures(asked);
    }

    public async Task<JudgedAnswer> Ask(Caller caller, LabelledQuestion question, IEnumerable<string>? only)
    {
        var names = only?.Select(name => documents[name]).ToList();
        var answer = await questions.Ask(caller, new AskQuestion(question.Question, TopK, names), null, CancellationToken.None);
        Guid? right = question.Document is { } name ? documents[name] : null;
        var expected = new Expectation(
            question.Question, question.Answer, question.Values, right is { } place ? [new CasePages(place, question.Pages)] : [],
            question.Answer is null);
        return new JudgedAnswer(question, answer, Judge.Try(expected, answer), right);
    }
}

/// <param name="Right">The document that answers.</param>
public sealed record JudgedAnswer(LabelledQuestion Question, Answer Answer, Verdict Verdict, Guid? Right)
{
    public bool IsFirst => Answer.Evidence is [var first, ..] && first.DocumentId == Right;

    /// <summary>Share of the right pages that the evidence names.</summary>
    public double PageShare
    {
        get
        {
            var pages = Answer.Evidence.Where(piece => piece.DocumentId == Right).Select(piece => piece.Page).ToHashSet();
            return Question.Pages.Count == 0
                ? Math.Min(1, pages.Count)
                : Question.Pages.Count(pages.Contains) / (double)Question.Pages.Count;
        }
    }

    /// <summary>How many times as long as what is right.</summary>
    public double Length => Answer.Text.Length / (double)Question.Answer!.Length;

    /// <summary>Whether anything of the document shows that answers.</summary>
    public bool Shows =>
        Answer.Evidence.Any(piece => piece.DocumentId == Right) || (Answer.Held ?? []).Any(held => held.Id == Right);
}

/// <summary>What many answers come to.</summary>
public sealed class EvaluationFigures(IReadOnlyList<JudgedAnswer> asked)
{
    private const double Short = 3;

    private readonly List<JudgedAnswer> _answered = [.. asked.Where(one => one.Answer.Answered && one.Question.Answer is not null)];

    public RunMetrics Metrics { get; } = Scores.Measure([.. asked.Select(one => one.Verdict)]);

    public int Figures => asked.Count(one => one.Verdict.Numeric is not null);

    public double DocumentFirst => asked.Average(one => one.IsFirst ? 1.0 : 0);

    public double PageShare => asked.Average(one => one.PageShare);

    public double Answered => asked.Average(one => one.Answer.Answered ? 1.0 : 0);

    /// <summary>Share of the answers that are at most three times as long as what is right.</summary>
    public double ShortEnough => _answered.Count == 0 ? 0 : _answered.Average(one => one.Length <= Short ? 1.0 : 0);

    public double MedianLength => _answered.Select(one => one.Length).Order().ElementAtOrDefault(_answered.Count / 2);
}
