using Preciso.Documents;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Answering;

/// <summary>
/// Answers in the documents' own words: the sentences and table rows that speak most of the question, each with its
/// place; or not at all, where none speaks of enough of it.
/// </summary>
public static class Answerer
{
    private const int LongestAnswer = 3;

    public static ExtractedAnswer Extract(QuestionPlan plan, IReadOnlyList<Ranked> ranked)
    {
        if (ranked.Count == 0)
        {
            return ExtractedAnswer.None;
        }

        var coverage = new Coverage(plan, ranked[0].Candidate.Rarities);
        var quotes = ranked.Select(found => Quote.Best(found, coverage)).ToList();
        return quotes.Exists(Guard.Allows)
            ? new ExtractedAnswer(Text(quotes), [.. quotes.Select(quote => quote.ToEvidence())])
            : ExtractedAnswer.None;
    }

    /// <summary>The best quotes, best first; a further one only if it is about as good.</summary>
    private static string Text(List<Quote> quotes)
    {
        var best = quotes.OrderByDescending(quote => quote.Value).Take(LongestAnswer).ToList();
        return string.Join('\n', best.Where(quote => quote.Value >= 0.8 * best[0].Value).Select(quote => quote.Text).Distinct());
    }
}

/// <param name="Evidence">Empty where nothing was found that answers.</param>
public sealed record ExtractedAnswer(string Text, IReadOnlyList<Evidence> Evidence)
{
    public static ExtractedAnswer None { get; } = new(Answer.Unknown, []);
}
