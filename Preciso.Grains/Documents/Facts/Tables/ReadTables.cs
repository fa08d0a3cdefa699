using Preciso.Documents;
using Preciso.Grains.Documents.Chunking;
using Preciso.Grains.Documents.Facts.Units;

namespace Preciso.Grains.Documents.Facts.Tables;

/// <summary>Follows the tables of a document, because one that goes on over the page goes on under the same heads and in the same unit.</summary>
internal sealed class ReadTables
{
    private const int LinesAbove = 5;
    private const double FarAbove = 120;

    private ColumnHeads? _heads;
    private UnitHint? _unit;

    public IReadOnlyList<ReadTable> Read(PageReading page, IReadOnlyList<Row> outside, DocumentFrame document)
    {
        var tables = new List<ReadTable>();
        var bottom = double.MinValue;
        foreach (var table in page.Tables)
        {
            var context = new TableContext(table, Above(table, bottom, outside), _unit, document.Periods);
            var carried = table.Continues && _heads?.Columns == table.Columns ? _heads : null;
            var read = new ReadTable(page, Grid.Of(table), context, carried, document);
            tables.Add(read);
            (_heads, _unit, bottom) = (read.Heads, context.Unit, table.Box.Y1);
        }

        return tables;
    }

    private static List<string> Above(PageTable table, double bottom, IReadOnlyList<Row> outside) =>
    [
        .. outside
            .Where(row => row.Box.Y1 <= table.Box.Y0 + 2 && row.Box.Y0 >= Math.Max(bottom - 2, table.Box.Y0 - FarAbove) && row.Box.X0 < table.Box.X1 && table.Box.X0 < row.Box.X1)
            .OrderByDescending(row => row.Box.Y0)
            .Take(LinesAbove)
            .Select(row => row.Text),
    ];
}
