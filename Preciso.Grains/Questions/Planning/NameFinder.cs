namespace Preciso.Grains.Questions.Planning;

/// <summary>The proper names of a question, as far as its print tells them: words with a capital or digits inside a sentence.</summary>
internal static class NameFinder
{
    /// <param name="known">Words that are no names however they are printed.</param>
    public static HashSet<string> Find(IEnumerable<QuestionWord> words, Func<QuestionWord, bool> known) =>
        [.. words.Where(word => IsName(word) && !known(word)).SelectMany(word => word.Terms.Where(term => !Terms.IsBigramScript(term[0])))];

    /// <summary>Names of several words written as one: Best Buy is also BestBuy.</summary>
    public static IEnumerable<string> Joined(IEnumerable<QuestionWord> words)
    {
        var before = (QuestionWord?)null;
        foreach (var word in words)
        {
            if (before is not null && IsCapital(before) && IsCapital(word))
            {
                yield return string.Concat(before.Terms.Concat(word.Terms));
            }

            before = word;
        }
    }

    private static bool IsName(QuestionWord word) =>
        !word.StartsSentence && !word.IsPeriod && IsCapital(word)
            && word.Terms.TrueForAll(term => !WordList.Stop.HasTerm(term) && !WordList.Weak.HasTerm(term));

    private static bool IsCapital(QuestionWord word) =>
        word.Bare.Length > 1 && char.IsAscii(word.Bare[0])
        && (char.IsUpper(word.Bare[0]) || (char.IsDigit(word.Bare[0]) && word.Bare.Any(char.IsUpper)));
}
