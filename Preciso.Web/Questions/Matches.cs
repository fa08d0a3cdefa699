using System.Globalization;
using System.Text;

namespace Preciso.Web.Questions;

/// <summary>Which words of a snippet the question asked for, so that the eye finds them.</summary>
public static class Matches
{
    // Words that a question is made of, whatever it asks for.
    private static readonly HashSet<string> Fillers = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "an", "and", "are", "at", "by", "did", "do", "does", "for", "from", "has", "have", "how", "in", "is", "its", "many", "much", "of", "on", "or",
        "that", "the", "this", "to", "was", "were", "what", "when", "where", "which", "who", "why", "with",
    };

    /// <summary>The snippet cut into pieces that match and pieces that do not; together they are the snippet.</summary>
    public static IEnumerable<(string Text, bool Matches)> Mark(string snippet, string question)
    {
        var wanted = Words(question).Select(word => word.Text).Where(word => !Fillers.Contains(word)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var end = 0;
        foreach (var (word, start) in Words(snippet))
        {
            var length = wanted.Max(other => (int?)Shared(word, other)) ?? 0;
            if (length == 0)
            {
                continue;
            }
            if (start > end)
            {
                yield return (snippet[end..start], false);
            }
            yield return (word[..length], true);
            end = start + length;
        }
        if (end < snippet.Length)
        {
            yield return (snippet[end..], false);
        }
    }

    /// <summary>
    /// How much of the word's beginning the two have in common, if enough to be the same word: Korean particles follow the
    /// stem, so two shared syllables are a match (매출액은, 매출액을); other scripts must agree whole.
    /// </summary>
    private static int Shared(string word, string other)
    {
        var common = word.Zip(other, (a, b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b)).TakeWhile(same => same).Count();
        var stem = word.TakeWhile(IsHangul).Count();
        return common == word.Length && common == other.Length && (common > 1 || char.IsDigit(word[0])) ? common
            : Math.Min(common, stem) >= 2 ? Math.Min(common, stem)
            : 0;
    }

    private static IEnumerable<(string Text, int Start)> Words(string text)
    {
        var word = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && IsPartOfWord(text, i))
            {
                word.Append(text[i]);
            }
            else if (word.Length > 0)
            {
                yield return (word.ToString(), i - word.Length);
                word.Clear();
            }
        }
    }

    // A comma or point between digits belongs to the number.
    private static bool IsPartOfWord(string text, int i) =>
        char.IsLetterOrDigit(text[i])
        || (text[i] is ',' or '.' && i > 0 && i + 1 < text.Length && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]));

    private static bool IsHangul(char letter) => char.GetUnicodeCategory(letter) == UnicodeCategory.OtherLetter && letter is >= '가' and <= '힣';
}
