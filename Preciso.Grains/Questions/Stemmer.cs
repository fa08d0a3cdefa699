using System.Buffers;

namespace Preciso.Grains.Questions;

/// <summary>
/// Takes off the endings that English words change between a question and a document: plurals, -ed and -ing. It leaves
/// derivations (operate, operation) apart, for in filings they mean different things.
/// </summary>
public static class Stemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    public static string Stem(string word)
    {
        if (word.Length < 4 || !word.All(char.IsAsciiLetterLower))
        {
            return word;
        }

        var stem = Singular(word);
        return WithoutSuffix(stem, "ing") ?? WithoutSuffix(stem, "ed") ?? DropFinalE(stem);
    }

    private static string Singular(string word) => word switch
    {
        _ when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
        _ when word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal)
            || word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) => word[..^2],
        _ when word.EndsWith("ss", StringComparison.Ordinal) || word.EndsWith("us", StringComparison.Ordinal)
            || word.EndsWith("is", StringComparison.Ordinal) => word,
        _ when word.EndsWith('s') => word[..^1],
        _ => word,
    };

    /// <summary>Only where a whole syllable is left: spending → spend, but not king or red.</summary>
    private static string? WithoutSuffix(string word, string suffix)
    {
        if (!word.EndsWith(suffix, StringComparison.Ordinal) || word.Length - suffix.Length < 3)
        {
            return null;
        }

        var stem = word[..^suffix.Length];
        if (!stem.AsSpan().ContainsAny(Vowels))
        {
            return null;
        }

        var doubled = stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z');
        return DropFinalE(doubled ? stem[..^1] : stem);
    }

    /// <summary>So that operate, operated and operating meet.</summary>
    private static string DropFinalE(string word) => word.Length > 4 && word.EndsWith('e') ? word[..^1] : word;
}
