using Preciso.Questions;

namespace Preciso.Bench;

/// <summary>Asks labelled questions of the whole system and counts how often the right place is among the evidence.</summary>
public sealed class Evaluation(IQuestions questions, Caller caller, IReadOnlyDictionary<string, Guid> documents)
{
    private const int TopK = 5;

    /// <param name="only">The documents to ask of for each question; null for all.</param>
    public async Task<EvaluationFigures> Ask(
        IReadOnlyList<LabelledQuestion> labelled, Func<LabelledQuestion, IEnumerable<string>>? only, CancellationToken cancel)
    {
        var results = new List<Result>();
        foreach (var question in labelled)
        {
            var names = only?.Invoke(question).Select(name => documents[name]).ToList();
            var answer = await questions.Ask(caller, new AskQuestion(question.Question, TopK, names), null, cancel);
            results.Add(Judge(question, answer));
        }

        return new EvaluationFigures(
            results.Count,
            results.Average(result => result.Answered ? 1 : 0),
            results.Average(result => result.DocumentFirst ? 1 : 0),
            results.Average(result => result.Pages > 0 ? 1 : 0),
            results.Average(result => result.Pages),
            results.Select(result => result.Milliseconds).Order().ElementAt(results.Count / 2));
    }

    private Result Judge(LabelledQuestion question, Answer answer)
    {
        var right = documents[question.Document];
        var pages = answer.Evidence.Where(evidence => evidence.DocumentId == right).Select(evidence => evidence.Page).ToHashSet();
        var found = question.Pages.Count == 0
            ? Math.Min(1, pages.Count)
            : question.Pages.Count(pages.Contains) / (double)question.Pages.Count;
        var first = answer.Evidence.Count > 0 && answer.Evidence[0].DocumentId == right;
        return new Result(answer.Answered, first, found, answer.Timings.Total);
    }

    /// <param name="Pages">Share of the right pages that the evidence names.</param>
    private sealed record Result(bool Answered, bool DocumentFirst, double Pages, double Milliseconds);
}

/// <param name="Answered">Share of the questions that were answered at all.</param>
/// <param name="DocumentFirst">Share whose first evidence is from the right document.</param>
/// <param name="PageRecall">Share with a right page among the evidence.</param>
/// <param name="PageShare">Mean share of the right pages that the evidence names.</param>
public sealed record EvaluationFigures(
    int Questions, double Answered, double DocumentFirst, double PageRecall, double PageShare, double MedianMilliseconds);
