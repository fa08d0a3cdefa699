using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Answering;

/// <summary>
/// Decides whether what was found answers at all, or only has words of the question by chance, as every word stands
/// somewhere in large documents. Measured on questions whose document was there and on the same with it taken away.
/// <list type="bullet">
/// <item>Of the names in a question most must stand in the passage or tell its document.</item>
/// <item>Of the matter enough must stand in the passage; less where a name has told the document and the thing that is asked
/// for stands there, for then the other words (a ratio's definition, how to round) need not be those of the document.</item>
/// <item>A question of few words needs nearly all of them, and unless a name has told the document, in one statement: a page
/// that says capital here and France there is no answer.</item>
/// </list>
/// </summary>
internal static class Guard
{
    private const double EnoughOfNames = 0.6;
    private const double EnoughBesideSubject = 0.25;

    /// <summary>So few words need to stand in one statement.</summary>
    private const int OneStatement = 2;

    private const double EnoughOfEachWord = 0.4;

    // By the number of key words. Of an inflected word only some bigrams are found, so those ask for less.
    private static readonly double[] EnoughOfFewWords = [0, 0.65, 0.65, 0.6];
    private static readonly double[] EnoughOfFewBigrams = [0, 0.65, 0.65, 0.5];
    private const double EnoughOfWords = 0.5;
    private const double EnoughOfBigrams = 0.4;

    public static bool Allows(Quote quote, QuestionPlan plan)
    {
        if (!AsksSomething(plan) || quote.Passage.OfNames < EnoughOfNames)
        {
            return false;
        }

        if (quote.IsTold && quote.ShowsSubject)
        {
            return quote.Passage.OfMatter >= EnoughBesideSubject;
        }

        var count = plan.KeyWords.Count;
        var bigrams = count == 0 ? 0 : plan.KeyWords.Count(word => word.IsBigrams) / (double)count;
        return quote.Passage.OfMatter >= Between(EnoughOfWords, EnoughOfBigrams, bigrams)
            && (count >= EnoughOfFewWords.Length
                || SpeaksOfFew(quote, count, Between(EnoughOfFewWords[count], EnoughOfFewBigrams[count], bigrams)));
    }

    /// <summary>How are you today: words of time and degree alone ask for nothing.</summary>
    public static bool AsksSomething(QuestionPlan plan) => plan.KeyWords.Count + plan.Names.Count + plan.Statements.Count > 0;

    private static bool SpeaksOfFew(Quote quote, int count, double enough) =>
        count <= OneStatement && !quote.IsTold
            ? quote.Statements.Any(statement => statement.OfNames >= EnoughOfNames && statement.OfKeyWords >= enough
                && statement.OfLeastKeyWord >= EnoughOfEachWord)
            : quote.Passage.OfKeyWords >= enough && (quote.IsTold || !quote.IsOfAnother);

    private static double Between(double words, double bigrams, double share) => words + ((bigrams - words) * share);
}
