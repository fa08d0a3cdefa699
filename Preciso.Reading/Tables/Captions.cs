using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Chunking;

namespace Preciso.Reading.Tables;

/// <summary>Finds what stands over a table: its title and the line that says the unit of its figures.</summary>
internal static partial class Captions
{
    private const int MostLines = 5;
    private const int LongestTitle = 160;

    public static PageTable Caption(PageTable table, IReadOnlyList<TableLine> lines, int first)
    {
        var unit = lines.Skip(first).TakeWhile(line => !line.HasAmount).SelectMany(line => line.Segments)
            .FirstOrDefault(head => IsUnit(head.Text))?.Text;
        string? title = null;
        for (var i = first - 1; i >= Math.Max(0, first - MostLines) && title is null && IsNear(lines, i); i--)
        {
            foreach (var segment in lines[i].Segments)
            {
                if (IsUnit(segment.Text))
                {
                    unit ??= segment.Text;
                }
                else if (IsTitle(lines[i]) && !IsEndOfProse(lines, i))
                {
                    title = title is null ? segment.Text : $"{title} {segment.Text}";
                }
            }
            if (title is null && !lines[i].Segments.Any(segment => IsUnit(segment.Text)))
            {
                break;
            }
        }
        return table with { Title = title, Unit = unit };
    }

    /// <summary>A title to the left and its unit to the right, on one line.</summary>
    public static bool IsCaption(TableLine line) =>
        line is { HasAmount: false, Segments: [var title, var unit] } && Scale().IsMatch(unit.Text) && !IsUnit(title.Text);

    private static bool IsUnit(string text) => text.Length <= 80 && TitlePrint.IsUnit(text);

    private static bool IsTitle(TableLine line) =>
        !line.HasAmount && line.Text.Length <= LongestTitle && line.Text[^1] is not ('.' or ';' or ',') && !char.IsLower(line.Text[0]);

    private static bool IsEndOfProse(IReadOnlyList<TableLine> lines, int i) =>
        i > 0 && lines[i - 1].IsProse && lines[i].Text[^1] is ':' && lines[i].Box.Y0 - lines[i - 1].Box.Y1 < 0.5 * lines[i].Em;

    private static bool IsNear(IReadOnlyList<TableLine> lines, int i) =>
        lines[i].Region == lines[i + 1].Region && lines[i + 1].Box.Y0 - lines[i].Box.Y1 < 3 * lines[i].Em;

    // A day or a period beside a title is the head of a column; what figures are counted in is not.
    [GeneratedRegex(@"^\W*(단위\b|(amounts |dollars |expressed |all )?in (\w+ )?(thousands|millions|billions)\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scale();
}
