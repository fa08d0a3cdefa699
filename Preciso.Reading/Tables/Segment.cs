using System.Text;
using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Chunking;

namespace Preciso.Reading.Tables;

/// <summary>Words of one line that stand together: what a cell holds on that line.</summary>
internal sealed partial record Segment(IReadOnlyList<Word> Words)
{
    public Box Box { get; } = Box.Around(Words.Select(word => word.Box));

    public string Text { get; } = Join(Words.Select(word => word.Text));

    /// <summary>A figure, or what stands where one could: a dash, "NM".</summary>
    public bool IsValue { get; } = Words.All(word => IsFigure(word.Text)) && Words.Any(word => Says(word.Text));

    /// <summary>A year or the day of a date: it looks like a figure and heads a column.</summary>
    public bool IsPeriod { get; } = Words.All(word => Period().IsMatch(word.Text));

    public bool IsAmount => IsValue && !IsPeriod;

    public double Center => (Box.X0 + Box.X1) / 2;

    public double Overlap(double x0, double x1) => Math.Min(Box.X1, x1) - Math.Max(Box.X0, x0);

    /// <summary>Cells on one line or on several: a parenthesis that stands alone closes up to its figure.</summary>
    public static string Join(IEnumerable<string> words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (text.Length > 0 && word[0] != ')' && !(text[^1] == '(' && char.IsAsciiDigit(word[0])))
            {
                text.Append(' ');
            }
            text.Append(word);
        }
        return text.ToString();
    }

    public static bool IsFigure(string word) => Figures.IsFigure(word) || WithUnit().IsMatch(word);

    public static bool IsCurrency(string word) => word is "$" or "€" or "£" or "¥" or "₩" or "(" or "$(" or "US$" or "(₩";

    /// <summary>What closes the figure before it.</summary>
    public static bool IsClosing(string word) => word is "%" or ")" or ")%" or "%)" or "%p" or "원" or "bps" or "pts";

    private static bool Says(string word) =>
        word.Any(char.IsAsciiDigit) || word is "—" or "–" or "-" or "−" || word.StartsWith('N') || word.StartsWith('n');

    [GeneratedRegex(@"^([($€£¥₩+△▲▽∆−-]|US\$)*\d[\d,.]*\s?(%p?|[xX배원명건개주]|bps?)?\)?%?$|^[($]?[—–−-]\)?%?$|^−\d[\d,.]*%?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex WithUnit();

    [GeneratedRegex(
        @"^(FY)?(19|20)\d\d(년|년도)?[,*]?$|^(19|20)\d\d\(\w{1,2}\)$|^([12]?\d|3[01]),$|^\([a-z0-9]\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Period();
}
