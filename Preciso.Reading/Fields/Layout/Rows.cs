using Preciso.Documents;

namespace Preciso.Reading.Fields.Layout;

/// <summary>Puts a page's lines into rows, from top to bottom. What recognition took for two blocks may be one printed row.</summary>
internal static class Rows
{
    /// <summary>Lines of one row cover each other by at least this share of the lower one's height.</summary>
    private const double Level = 0.6;

    private const int LinesBack = 12;

    /// <summary>A page that goes on like this is a list; the fields are before it.</summary>
    private const int MostLines = 3000;

    public static IReadOnlyList<LayoutRow> Group(PageReading page)
    {
        var rows = new List<(Box Box, List<Word> Words)>();
        var lines = page.Lines.Where(line => line.Words.Any(word => word.Text.Length > 0)).Take(MostLines);
        foreach (var line in lines.OrderBy(line => line.Box.Y0))
        {
            var from = Math.Max(0, rows.Count - LinesBack);
            var beside = rows.FindIndex(from, row => StandsBeside(row.Box, row.Words, line));
            if (beside < 0)
            {
                rows.Add((line.Box, [.. line.Words]));
            }
            else
            {
                rows[beside].Words.AddRange(line.Words);
            }
        }
        return [.. rows.Select(row => new LayoutRow(page, row.Words)).OrderBy(row => row.Box.Y0 + row.Box.Y1)];
    }

    private static bool StandsBeside(Box row, List<Word> words, TextLine line)
    {
        var box = line.Box;
        var overlap = Math.Min(row.Y1, box.Y1) - Math.Max(row.Y0, box.Y0);
        return overlap >= Level * Math.Min(row.Height, box.Height)
            && !words.Exists(word => word.Box.X0 < box.X1 && box.X0 < word.Box.X1);
    }
}
