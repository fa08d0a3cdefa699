using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Fields.Formats;

/// <summary>Regular expressions that people write. They are matched in linear time, and for a moment only.</summary>
internal static class Patterns
{
    public const int Longest = 500;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>Kept for as long as the definition that the pattern is part of.</summary>
    private static readonly ConditionalWeakTable<string, Regex> Compiled = [];

    /// <summary>
    /// An <see cref="ArgumentException"/> if it is none, a <see cref="NotSupportedException"/> if it looks around or back.
    /// </summary>
    public static Regex Compile(string pattern) => Compiled.GetValue(pattern, static text => new Regex(text, Options, Patience));

    /// <summary>The matches, of each its first group if there is one; none if that takes too long.</summary>
    public static IReadOnlyList<FoundText> Find(string pattern, string text)
    {
        try
        {
            return [.. Compile(pattern).Matches(text).Select(Piece).Where(piece => piece.Length > 0)];
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    private static FoundText Piece(Match match)
    {
        var piece = match.Groups.Count > 1 && match.Groups[1].Success ? match.Groups[1] : match;
        return new FoundText(piece.Index, piece.Length, piece.Value, 1);
    }
}
