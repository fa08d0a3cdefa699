using Preciso.Documents;

namespace Preciso.Reading.Tables;

internal static class Cells
{
    /// <summary>One cell of what stands in it, line by line.</summary>
    public static TableCell Make(int row, int column, IReadOnlyList<Segment> segments, bool isHeader, int rowSpan = 1, int columnSpan = 1)
    {
        var words = segments.SelectMany(segment => segment.Words).ToList();
        var recognised = words.Where(word => word.Confidence is not null).ToList();
        return new TableCell(
            row,
            column,
            string.Join(' ', segments.Select(segment => segment.Text)),
            Box.Around(words.Select(word => word.Box)),
            isHeader,
            rowSpan,
            columnSpan,
            recognised.Count == 0 ? null : Math.Round(recognised.Average(word => word.Confidence!.Value), 4));
    }

    /// <summary>A row beneath the heads: each cell in the columns that it covers, up to where the next begins.</summary>
    public static IEnumerable<TableCell> OfRow(int row, IEnumerable<TableLine> lines, Columns columns)
    {
        var cells = lines.SelectMany(line => line.Segments)
            .Select(segment => (Segment: segment, Range: columns.Range(segment)))
            .GroupBy(item => item.Range.First)
            .OrderBy(cell => cell.Key)
            .ToList();
        var labels = columns.All.Any(column => column.HoldsFigures);
        for (var i = 0; i < cells.Count; i++)
        {
            var next = i + 1 < cells.Count ? cells[i + 1].Key : columns.Count;
            var last = Math.Min(cells[i].Max(item => item.Range.Last), next - 1);
            var segments = cells[i].Select(item => item.Segment).ToList();
            var isLabel = labels && cells[i].Key == 0 && !columns[0].HoldsFigures && !segments.TrueForAll(segment => segment.IsAmount);
            yield return Make(row, cells[i].Key, segments, isLabel, 1, last - cells[i].Key + 1);
        }
    }
}
