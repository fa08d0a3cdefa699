using Preciso.Documents;

namespace Preciso.Reading.Chunking;

/// <summary>
/// Says of each row of a table what stands over it, so that a passage that begins amid a table keeps its title, unit and heads; a table
/// that is too wide for one passage is divided into strips of columns, each with its heads and its labels. One follows one document,
/// because a table that goes on over the page goes on under its heads.
/// </summary>
internal sealed class TableRows
{
    private PlacedTable? _last;

    public IEnumerable<PageRow> Place(PageReading page, IEnumerable<PageRow> rows)
    {
        var tables = new List<PlacedTable>();
        foreach (var table in page.Tables)
        {
            tables.Add(_last = PlacedTable.From(table, page.Height, _last));
        }

        return tables.Count == 0 ? rows : Runs(rows, tables).SelectMany(run => run.Table?.Divide(run.Rows, page.Method) ?? run.Rows);
    }

    /// <summary>Neighbours that stand in the same table, together.</summary>
    private static IEnumerable<(PlacedTable? Table, List<PageRow> Rows)> Runs(IEnumerable<PageRow> rows, List<PlacedTable> tables)
    {
        (PlacedTable? Table, List<PageRow> Rows) run = (null, []);
        foreach (var row in rows)
        {
            var table = tables.Find(table => table.Holds(row));
            if (table != run.Table)
            {
                yield return run;
                run = (table, []);
            }

            run.Rows.Add(row);
        }

        yield return run;
    }
}
