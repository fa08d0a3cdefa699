using Preciso.Documents;
using Preciso.Reading.Fields.Formats;
using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Fields.Layout;

/// <summary>Values in tables: the cell right of one that is nothing but a label, or the one below it.</summary>
internal sealed class TableValues(DocumentType type, DateOrder order)
{
    private const double LeastAlike = 0.85;
    private const double Below = 0.85;
    private const int LongestLabel = 60;

    private readonly List<(FieldDefinition Field, string Key)> _labels =
        [.. type.Fields.SelectMany(field => field.Labels.Select(label => (field, NormalText.Key(label))))
            .Where(label => label.Item2.Length > 0)];

    public IEnumerable<FieldCandidate> In(PageReading page)
    {
        foreach (var table in page.Tables)
        {
            var cells = table.Cells.Where(cell => cell.Text.Length > 0).ToList();
            var labels = cells.Select(cell => (Cell: cell, Hit: Label(cell))).Where(pair => pair.Hit.Field is not null).ToList();
            foreach (var (cell, hit) in labels)
            {
                var value = Right(cells, cell) is { } right && !labels.Exists(pair => pair.Cell == right) ? (Cell: right, Place: 1.0)
                    : Under(cells, cell) is { } under && !labels.Exists(pair => pair.Cell == under) ? (Cell: under, Place: Below)
                    : default;
                if (value.Cell is not null && Make(page, hit.Field!, cell, value.Cell) is { } found)
                {
                    yield return found with { Certainty = found.Certainty * value.Place * hit.Certainty * table.Confidence };
                }
            }
        }
    }

    private (FieldDefinition? Field, double Certainty) Label(TableCell cell)
    {
        if (cell.Text.Length > LongestLabel)
        {
            return default;
        }
        var key = NormalText.Key(cell.Text);
        var best = _labels.Select(label => (label.Field, Alike: EditDistance.Likeness(Jamo.Decompose(key), Jamo.Decompose(label.Key))))
            .MaxBy(label => label.Alike);
        return best.Alike == 1 || (best.Alike >= LeastAlike && key.Length >= 4) ? best : default;
    }

    private static TableCell? Right(List<TableCell> cells, TableCell label) => cells
        .Where(cell => cell.Column >= label.Column + label.ColumnSpan && cell.Row <= label.Row && label.Row < cell.Row + cell.RowSpan)
        .MinBy(cell => cell.Column);

    private static TableCell? Under(List<TableCell> cells, TableCell label) => cells
        .Where(cell => cell.Row >= label.Row + label.RowSpan && cell.Column <= label.Column && label.Column < cell.Column + cell.ColumnSpan)
        .MinBy(cell => cell.Row);

    private FieldCandidate? Make(PageReading page, FieldDefinition field, TableCell label, TableCell cell)
    {
        var found = FieldFormats.HasForm(field)
            ? FieldFormats.Find(field, cell.Text, order).FirstOrDefault()
            : new FoundText(0, cell.Text.Length, FieldFormats.Parse(field.Type, cell.Text, order), 1);
        return found.Length == 0 ? null : new FieldCandidate(
            field, cell.Text.Substring(found.Start, found.Length), found.Value, page, cell.Box, $"{label.Text} {cell.Text}",
            found.Certainty, cell.Confidence ?? 1);
    }
}
