using Preciso.Grains.Questions.Planning;
using Preciso.Reading.Chunking;

namespace Preciso.Grains.Questions.Answering;

/// <summary>A label with figures after it, told by its print: "Total net sales 107,006 135,987".</summary>
internal static class TableRow
{
    private const int LongestLabel = 16;

    public static bool Is(string line)
    {
        var label = LabelOf(line);
        return label.Length is > 0 and var length && length < line.Length && label.Count(' ') < LongestLabel && !line.EndsWith('.');
    }

    /// <summary>A label and nothing but years: no row of figures but the head of some.</summary>
    public static bool IsOfYears(string line) =>
        Is(line) && line.AsSpan(LabelOf(line).Length + 1).Contains(' ') && EndsWithYears(line);

    /// <summary>Its last figures are years: "Balance 2024 Balance 2023".</summary>
    public static bool EndsWithYears(string line) =>
        line[LabelOf(line).Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Periods.Years(word).Count > 0);

    /// <summary>The terms of its label.</summary>
    public static List<string> Label(string row) => Terms.Cut(LabelOf(row).ToString());

    /// <summary>What stands before the figures at its end.</summary>
    private static ReadOnlySpan<char> LabelOf(string line)
    {
        var label = line.AsSpan();
        while (label.Length > 0 && label.LastIndexOf(' ') is var space && Figures.IsFigure(label[(space + 1)..]))
        {
            label = label[..Math.Max(0, space)];
        }
        return label;
    }
}
