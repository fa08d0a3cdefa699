using Preciso.Tests.World;

namespace Preciso.Tests.Reading;

/// <summary>
/// Sets tables on pages as an office program does: labels at the left and wrapped, figures at the right, heads in the middle.
/// </summary>
public static class TableTypesetter
{
    private const double Left = 45;
    private const double Top = 80;
    private const double Size = 8.5;
    private const double Leading = 1.25 * Size;
    private const double Padding = 4;

    public static void Draw(PdfCanvas page, RandomTable table)
    {
        var columns = ColumnsOf(table);
        var rows = RowsOf(table, columns);
        foreach (var cell in table.Cells)
        {
            Draw(page, table, cell, columns, rows);
        }
        if (table.Ruled)
        {
            Array.ForEach(rows, y => page.Rule(columns[0], y, columns[^1], y));
            page.Rule(columns[0], rows[0], columns[0], rows[^1]);
            foreach (var cell in table.Cells.Where(cell => cell.Row < table.HeadRows))
            {
                var x = columns[cell.Column + cell.ColumnSpan];
                page.Rule(x, rows[cell.Row], x, rows[cell.Row + cell.RowSpan]);
            }
            Array.ForEach(columns, x => page.Rule(x, rows[table.HeadRows], x, rows[^1]));
        }
    }

    private static double[] ColumnsOf(RandomTable table)
    {
        var figures = Math.Min(90, 375.0 / (table.Columns - 1));
        return [Left, .. Enumerable.Range(0, table.Columns).Select(i => Left + 130 + (i * figures))];
    }

    private static double[] RowsOf(RandomTable table, double[] columns)
    {
        var y = Top;
        var rows = new List<double> { y };
        for (var row = 0; row < table.Rows; row++)
        {
            y += (2 * Padding)
                + (Leading * table.Cells.Where(cell => cell.Row == row && cell.RowSpan == 1).Select(cell => Lines(cell, columns).Count)
                    .DefaultIfEmpty(1).Max());
            rows.Add(y);
        }
        return [.. rows];
    }

    private static List<string> Lines(RandomCell cell, double[] columns) =>
        Wrap(cell.Text, columns[cell.Column + cell.ColumnSpan] - columns[cell.Column] - (2 * Padding));

    private static void Draw(PdfCanvas page, RandomTable table, RandomCell cell, double[] columns, double[] rows)
    {
        var lines = Lines(cell, columns);
        var isHead = cell.Row < table.HeadRows;
        var (top, bottom) = (rows[cell.Row], rows[cell.Row + cell.RowSpan]);
        var free = bottom - top - (2 * Padding) - (lines.Count * Leading);
        var y = top + Padding + ((isHead ? 0.5 : table.Middle) * free) + (0.85 * Leading);
        var (left, right) = (columns[cell.Column] + Padding, columns[cell.Column + cell.ColumnSpan] - Padding);
        foreach (var line in lines)
        {
            var room = right - left - TrueTypeFont.Nanum.Width(line, Size);
            page.Text(left + (cell.Column == 0 ? 0 : isHead ? room / 2 : room), y, Size, line);
            y += Leading;
        }
    }

    private static List<string> Wrap(string text, double width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            var longer = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            if (lines[^1].Length > 0 && TrueTypeFont.Nanum.Width(longer, Size) > width)
            {
                lines.Add(word);
            }
            else
            {
                lines[^1] = longer;
            }
        }
        return lines;
    }
}
