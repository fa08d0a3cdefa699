using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Reading.Chunking;

/// <summary>
/// Words that are broken at the end of a line are whole in running text, on the line where they begin. A hyphen stays where the word has
/// one anyway: in a compound, before a capital or a figure.
/// </summary>
internal static partial class BrokenWords
{
    private static readonly HashSet<string> Prefixes = new(
        ["self", "non", "ex", "co", "all", "cross", "well", "low", "high", "long", "short", "mid", "half", "two", "three", "four", "year",
            "first", "second", "third", "full", "part", "fixed", "on", "off", "e", "x"], StringComparer.OrdinalIgnoreCase);

    /// <param name="goesOn">Whether a row is of the paragraph of the row before.</param>
    public static List<PassageLine> Join(IReadOnlyList<PageRow> rows, Func<int, bool> goesOn)
    {
        var lines = new List<PassageLine>();
        for (var i = 0; i < rows.Count; i++)
        {
            var (text, box) = (rows[i].Text, rows[i].Box);
            if (i > 0 && goesOn(i) && !rows[i].IsTabular && !rows[i - 1].IsTabular && Whole(lines[^1].Text, text) is { } whole)
            {
                var rest = text.IndexOf(' ', StringComparison.Ordinal);
                lines[^1] = lines[^1] with { Text = whole, Box = rest < 0 ? lines[^1].Box.Union(box) : lines[^1].Box };
                text = rest < 0 ? "" : text[(rest + 1)..];
            }
            if (text.Length > 0)
            {
                lines.Add(new PassageLine(text, box));
            }
        }
        return lines;
    }

    /// <summary>The line with the whole of its last word; null if that is not broken.</summary>
    private static string? Whole(string line, string next)
    {
        if (next.Length == 0 || !char.IsLetterOrDigit(next[0]) || Broken().Match(line) is not { Success: true } broken)
        {
            return null;
        }
        var (start, end) = (broken.Groups["start"].Value, next.Split(' ')[0]);
        var staysApart = !char.IsLower(next[0]) || start.Contains('-', StringComparison.Ordinal) || Prefixes.Contains(start);
        return string.Concat(line.AsSpan(0, line.Length - 1), staysApart ? "-" : "", end);
    }

    [GeneratedRegex(@"(?<start>[\p{L}\d-]*\p{L})[-\u2010\u00AD]$", RegexOptions.CultureInvariant)]
    private static partial Regex Broken();
}
