using Preciso.Grains.Questions.Planning;
using Preciso.Reading.Chunking;

namespace Preciso.Grains.Questions.Answering;

/// <summary>A label with figures after it, told by its print: "Total net sales 107,006 135,987".</summary>
internal static class TableRow
{
    private const int LongestLabel = 16;

    public static bool Is(string line)
    {
        var words = line.Split(' ');
        var figures = Trailing(words);
        return figures > 0 && words.Length - figures is > 0 and <= LongestLabel && !line.EndsWith('.');
    }

    /// <summary>A label and nothing but years: no row of figures but the head of some.</summary>
    public static bool IsOfYears(string line) =>
        Is(line) && Trailing(line.Split(' ')) > 1 && EndsWithYears(line);

    /// <summary>Its last figures are years: "Balance 2024 Balance 2023".</summary>
    public static bool EndsWithYears(string line) =>
        line.Split(' ') is var words && words[^Trailing(words)..].All(word => Periods.Years(word).Count > 0);

    /// <summary>The terms of its label.</summary>
    public static List<string> Label(string row)
    {
        var words = row.Split(' ');
        return Terms.Cut(string.Join(' ', words[..^Trailing(words)]));
    }

    private static int Trailing(string[] words) => words.Reverse().TakeWhile(Figures.IsFigure).Count();
}
