using Preciso.Reading.Office;
using Preciso.Reading.Structure;
using D = DocumentFormat.OpenXml.Drawing;

namespace Preciso.Reading.Slides;

/// <summary>The grid of a table on a slide: cells that others cover are there, and say so.</summary>
internal static class SlideTable
{
    public static IEnumerable<IReadOnlyList<SourceCell>> Rows(D.Table table)
    {
        var rows = table.Elements<D.TableRow>().Select(row => row.Elements<D.TableCell>().ToList()).ToList();
        var hasHeads = table.TableProperties?.FirstRow?.Value ?? false;
        for (var row = 0; row < rows.Count; row++)
        {
            var isHead = hasHeads && row == 0;
            yield return [.. rows[row]
                .Select((cell, column) => (cell, column))
                .Where(place => !(place.cell.HorizontalMerge?.Value ?? false) && !(place.cell.VerticalMerge?.Value ?? false))
                .Select(place => new SourceCell(
                    place.column,
                    Text(place.cell),
                    isHead,
                    Math.Clamp(place.cell.RowSpan?.Value ?? 1, 1, rows.Count - row),
                    Math.Clamp(place.cell.GridSpan?.Value ?? 1, 1, rows[row].Count - place.column)))];
        }
    }

    private static string Text(D.TableCell cell) =>
        RaisedText.WithoutMarks(Readable.Line(string.Join(' ', (cell.TextBody?.Elements<D.Paragraph>() ?? []).Select(DrawingText.Read))));
}
