using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Answering;

/// <summary>
/// Answers in the documents' own words: the sentences and table rows that speak most of the question, each with its
/// place; or not at all, where the guard finds that nothing speaks of enough of it.
/// </summary>
public static class Answerer
{
    private const int LongestAnswer = 3;

    /// <summary>A further quote is worth so much of the best, or shows something that those before do not.</summary>
    private const double AsGood = 0.85;
    private const double GoodEnough = 0.4;

    /// <param name="compress">Evidence is narrowed to what answers; otherwise it is the passage as it was found.</param>
    public static ExtractedAnswer Extract(QuestionPlan plan, IReadOnlyList<Ranked> found, bool compress = true)
    {
        if (found.Count == 0)
        {
            return ExtractedAnswer.None;
        }

        var coverage = new Coverage(plan, found[0].Candidate.Frequencies, found[0].Candidate.Passages);
        var quotes = found.Select(passage => new Quote(passage, plan, coverage)).ToList();
        if (!quotes.Exists(quote => Guard.Allows(quote, plan)))
        {
            return ExtractedAnswer.None;
        }
        var matches = new Matches(plan);
        return new ExtractedAnswer(Statements(quotes), [.. quotes.Select(quote => quote.ToEvidence(matches, compress))]);
    }

    private static List<AnswerStatement> Statements(List<Quote> quotes)
    {
        var findings = quotes
            .SelectMany((quote, i) => quote.Findings.Select(finding => (Finding: finding, Quote: quote, Number: i + 1)))
            .OrderByDescending(found => found.Finding.Value).ToList();
        var chosen = Choose([.. findings.Select(found => found.Finding)]);
        return
        [
            .. findings.Where(found => chosen.Contains(found.Finding, ReferenceEqualityComparer.Instance))
                .GroupBy(found => found.Finding.Text)
                .Select(same => new AnswerStatement(
                    same.Key, [.. same.Select(found => found.Number).Distinct()], same.First().Quote.BoxesOf(same.First().Finding.Span))),
        ];
    }

    private static List<Finding> Choose(List<Finding> findings)
    {
        var chosen = new List<Finding> { findings[0] };
        foreach (var finding in findings.Skip(1).TakeWhile(finding => finding.Value >= GoodEnough * findings[0].Value))
        {
            var isNew = finding.Subjects.Except(chosen.SelectMany(other => other.Subjects)).Any();
            if (chosen.Count < LongestAnswer && (isNew || (finding.Subjects.Count == 0 && finding.Value >= AsGood * findings[0].Value)))
            {
                chosen.Add(finding);
            }
        }

        return chosen;
    }
}
