using System.Text;

namespace Preciso.Grains.Questions;

/// <summary>
/// Cuts text into the terms by which it is found. Hangul and other scripts without firm word ends give bigrams of each
/// run (연결재무 → 연결 결재 재무), so that particles and compounds need no dictionary; other words are lower-cased and
/// lightly stemmed; numbers lose their separators (1,234.5 → 1234.5). Text and question are cut alike.
/// </summary>
public static class Terms
{
    private const int LongestTerm = 60;
    private const int UsualLength = 6;

    /// <summary>The terms of a text in order, repeated as often as they occur.</summary>
    public static List<string> Cut(string text) => Place(Normalize(text)).ConvertAll(term => term.Text);

    /// <summary>In form KC, as most text is.</summary>
    public static string Normalize(string text) => Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKC);

    /// <summary>The same of a normalized text (form KC), each with where it stands.</summary>
    public static List<PlacedTerm> Place(string normalized)
    {
        var terms = new List<PlacedTerm>(normalized.Length / UsualLength);
        var span = normalized.AsSpan();
        for (var i = 0; i < span.Length;)
        {
            var length = IsBigramScript(span[i]) ? AddRun(span[i..], i, terms)
                : char.IsAsciiDigit(span[i]) && NumberLength(span[i..]) is > 0 and var digits ? AddNumber(span.Slice(i, digits), i, terms)
                : char.IsLetterOrDigit(span[i]) ? AddWord(span[i..], i, terms)
                : 1;
            i += length;
        }

        return terms;
    }

    /// <summary>Hangul, Han and kana.</summary>
    public static bool IsBigramScript(char c) =>
        c is >= '가' and <= '힣' or >= '\u1100' and <= '\u11FF' or >= '\u3040' and <= '\u30FF' or >= '\u3130' and <= '\u318F'
            or >= '\u3400' and <= '\u9FFF';

    private static int AddRun(ReadOnlySpan<char> rest, int start, List<PlacedTerm> terms)
    {
        var spaced = SpacedRun(rest, out var length);
        var run = spaced ?? rest[..(length = RunLength(rest))].ToString();
        var step = spaced is null ? 1 : 2;
        if (run.Length == 1)
        {
            terms.Add(new PlacedTerm(run, start, 1));
        }

        for (var i = 0; i + 1 < run.Length; i++)
        {
            terms.Add(new PlacedTerm(run.Substring(i, 2), start + (i * step), step + 1));
        }

        return length;
    }

    private static int RunLength(ReadOnlySpan<char> rest)
    {
        var length = 1;
        while (length < rest.Length && IsBigramScript(rest[length]))
        {
            length++;
        }

        return length;
    }

    /// <summary>A title printed with wide letters: 재 무 상 태 표 is one word.</summary>
    private static string? SpacedRun(ReadOnlySpan<char> rest, out int length)
    {
        length = 1;
        while (length + 1 < rest.Length && rest[length] == ' ' && IsBigramScript(rest[length + 1]))
        {
            length += 2;
        }

        var endsWithRun = length < rest.Length && IsBigramScript(rest[length]);
        return length >= 7 && !endsWithRun ? rest[..length].ToString().Replace(" ", "", StringComparison.Ordinal) : null;
    }

    /// <summary>Digits with separators between them, or 0 where letters follow (10k, 3m): that is a word.</summary>
    private static int NumberLength(ReadOnlySpan<char> rest)
    {
        var length = 1;
        while (length < rest.Length
            && (char.IsAsciiDigit(rest[length])
                || (rest[length] is ',' or '.' && length + 1 < rest.Length && char.IsAsciiDigit(rest[length + 1]))))
        {
            length++;
        }

        return length < rest.Length && char.IsAsciiLetter(rest[length]) ? 0 : length;
    }

    private static int AddNumber(ReadOnlySpan<char> number, int start, List<PlacedTerm> terms)
    {
        if (number.Length <= LongestTerm)
        {
            terms.Add(new PlacedTerm(number.ToString().Replace(",", "", StringComparison.Ordinal), start, number.Length));
        }

        return number.Length;
    }

    private static int AddWord(ReadOnlySpan<char> rest, int start, List<PlacedTerm> terms)
    {
        var length = 1;
        while (length < rest.Length
            && (IsWordPart(rest[length]) || (IsJoiner(rest[length]) && length + 1 < rest.Length && IsWordPart(rest[length + 1]))))
        {
            length++;
        }

        if (length <= LongestTerm)
        {
            terms.Add(new PlacedTerm(Stemmer.Stem(Plain(rest[..length])), start, length));
        }

        return length;
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) && !IsBigramScript(c);

    /// <summary>Holds R&amp;D and company's together.</summary>
    private static bool IsJoiner(char c) => c is '&' or '\'' or '’';

    private static string Plain(ReadOnlySpan<char> word)
    {
        var lower = word.ToString().ToLowerInvariant().Replace('’', '\'');
        return lower.EndsWith("'s", StringComparison.Ordinal) ? lower[..^2] : lower.Replace("'", "", StringComparison.Ordinal);
    }
}

/// <param name="Start">Where its first character stands in the text.</param>
/// <param name="Length">How many characters it takes there.</param>
public readonly record struct PlacedTerm(string Text, int Start, int Length);
