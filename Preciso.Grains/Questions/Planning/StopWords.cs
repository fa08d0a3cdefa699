namespace Preciso.Questions.Planning;

/// <summary>Words that say nothing about where an answer stands: read once from stopwords.txt.</summary>
public static class StopWords
{
    private static readonly HashSet<string> Words =
        [.. Resource.Lines("stopwords.txt").SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static readonly HashSet<string> AsTerms = [.. Words.Where(word => char.IsAscii(word[0])).SelectMany(Terms.Of)];

    /// <summary>For a term of a script with word ends.</summary>
    public static bool HasTerm(string term) => AsTerms.Contains(term);

    /// <summary>For a whole Hangul word.</summary>
    public static bool HasWord(string word) => Words.Contains(word);
}
