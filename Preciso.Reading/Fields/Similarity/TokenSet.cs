namespace Preciso.Reading.Fields.Similarity;

/// <summary>
/// How much of two texts' words is the same in whatever order, 0 to 1; words that are nearly the same count by how near they are.
/// </summary>
internal static class TokenSet
{
    private const double NearlyTheSame = 0.9;

    /// <summary>More words are no name; it keeps the work within bounds.</summary>
    private const int MostWords = 64;

    public static double Compute(string a, string b)
    {
        var (wordsA, wordsB) = (Words(a), Words(b));
        if (wordsA.Count == 0 || wordsB.Count == 0)
        {
            return wordsA.Count == wordsB.Count ? 1 : 0;
        }
        double all = wordsA.Concat(wordsB).Sum(word => word.Length);
        return Math.Min(1, (Common(wordsA, wordsB) + Common(wordsB, wordsA)) / all);
    }

    private static double Common(List<string> words, List<string> others) => words.Sum(word =>
    {
        var nearest = others.Max(other => JaroWinkler.Compute(word, other));
        return nearest >= NearlyTheSame ? nearest * word.Length : 0;
    });

    private static List<string> Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords)];
}
