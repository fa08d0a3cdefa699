using System.Buffers;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Numbers;

/// <summary>The sign of a number by what stands before and behind it.</summary>
internal static class Signs
{
    private static readonly SearchValues<char> Minus = SearchValues.Create("-−–—‐△▲▽▼∆(（");

    /// <summary>1, -1, or null where two signs contradict each other: (1,250) CR.</summary>
    public static int? Read(Match match, string prefix)
    {
        var isMinus = prefix.AsSpan().ContainsAny(Minus) || match.Groups["behind"].Length > 0 || IsWordOfMinus(prefix);
        var isCredit = (IsCredit(match.Groups["side"].Value) && Crore(match, prefix) is null)
            || prefix.Contains("cr", StringComparison.OrdinalIgnoreCase);
        return isMinus && isCredit ? null : isMinus || isCredit ? -1 : 1;
    }

    /// <summary>Beside rupees "Cr" is ten millions.</summary>
    public static string? Crore(Match match, string prefix) =>
        match.Groups["side"].Value is ['C', 'r', ..] side && (prefix.Contains('₹', StringComparison.Ordinal)
            || prefix.Contains("Rs", StringComparison.Ordinal) || prefix.Contains("INR", StringComparison.Ordinal))
            ? side
            : null;

    private static bool IsWordOfMinus(string prefix) =>
        prefix.Contains("inus", StringComparison.Ordinal) || prefix.Contains("마이너스", StringComparison.Ordinal);

    private static bool IsCredit(string side) => side.StartsWith("cr", StringComparison.OrdinalIgnoreCase);
}
