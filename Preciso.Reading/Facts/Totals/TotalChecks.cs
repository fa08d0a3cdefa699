using Preciso.Documents;
using Preciso.Reading.Facts.Tables;

namespace Preciso.Reading.Facts.Totals;

/// <summary>
/// Computes totals again from the rows above them. What a total sums up is not printed, so it is only believed where it adds up in at least
/// half of the columns, or where the table is so plain that nothing else can be meant; otherwise nothing is said.
/// </summary>
internal sealed class TotalChecks(Grid grid, bool isExact)
{
    private const int MostParts = 200;
    private const int MostColumns = 40;

    /// <summary>A sum this many times its tolerance does not come about by chance.</summary>
    private const int Telling = 20;

    /// <summary>
    /// A total further off than this part of the larger number is of something else, in a plain table and beside columns that add up.
    /// </summary>
    private const decimal Furthest = 0.75m;
    private const decimal FurthestBeside = 0.45m;

    private readonly List<PartRow> _open = [];
    private readonly List<TotalCheck> _checks = [];
    private bool _isPlain = true;

    public IReadOnlyList<TotalCheck> Checks => _checks;

    /// <summary>A new head or a line that dates the rows: no total reaches over it.</summary>
    public void Begin()
    {
        _isPlain = true;
        _open.Clear();
    }

    /// <summary>A title amid the rows.</summary>
    public void Enter() => _isPlain &= _open.Count == 0;

    /// <param name="columns">Those in which numbers can be summed.</param>
    public void Take(PartRow row, Func<int, bool> columns)
    {
        if (!row.IsTotal)
        {
            Push(row);
            return;
        }

        var checkable = row.Cells.Keys.Where(columns).Take(MostColumns).ToList();
        if (checkable.Count > 0 && Parts(row, checkable) is { } parts)
        {
            Report(row, checkable, parts);
            _open.RemoveRange(_open.Count - parts, parts);
        }
        else if (checkable.Count == 1 && IsPlainTable(row, checkable[0]))
        {
            Report(row, checkable, _open.Count);
            _open.Clear();
        }

        _isPlain = false;
        Push(row);
    }

    /// <summary>How many of the rows above make up the total: the fewest that do in the most columns.</summary>
    private int? Parts(PartRow total, List<int> columns)
    {
        var sums = new (decimal Sum, decimal Tolerance, int Parts)[columns.Count];
        var best = (Parts: 0, Matches: 0);
        for (var parts = 1; parts <= _open.Count; parts++)
        {
            var part = _open[^parts];
            var matches = 0;
            for (var i = 0; i < sums.Length; i++)
            {
                var value = part.Value(columns[i]);
                sums[i] = (sums[i].Sum + value, sums[i].Tolerance + HalfUnit(part, columns[i]), sums[i].Parts + (value == 0 ? 0 : 1));
                matches += Matches(total.Value(columns[i]), sums[i]) ? 1 : 0;
            }

            best = parts > 1 && matches > best.Matches ? (parts, matches) : best;
        }

        return best.Matches > 0 && best.Matches * 2 >= columns.Count ? best.Parts : null;
    }

    private static bool Matches(decimal total, (decimal Sum, decimal Tolerance, int Parts) computed) =>
        computed.Parts > 1 && Math.Abs(total - computed.Sum) <= computed.Tolerance && Math.Abs(total) > Telling * computed.Tolerance;

    /// <summary>From the head down to its first total nothing but parts, all of them filled in, in a single column.</summary>
    private bool IsPlainTable(PartRow total, int column)
    {
        if (!_isPlain || _open.Count < 2 || _open.Count == MostParts
            || !_open.TrueForAll(part => part.IsPlainPart && part.Cells.ContainsKey(column)))
        {
            return false;
        }

        return IsNear(total.Value(column), _open.Sum(part => part.Value(column)), Furthest);
    }

    private void Report(PartRow total, List<int> columns, int parts)
    {
        var rows = _open.Skip(_open.Count - parts).ToList();
        var checks = columns.ConvertAll(column => Check(total, column, rows));
        var proven = checks.Where(check => check.AddsUp).Select(check => check.Column).ToList();
        _checks.AddRange(checks.Where(check => check.AddsUp || IsSum(check, total, rows, proven)));
    }

    /// <summary>
    /// What does not add up is told only where every part is printed, there and beside it in a column that does add up, and the total is
    /// near: else the column is of another kind.
    /// </summary>
    private static bool IsSum(TotalCheck check, PartRow total, List<PartRow> rows, List<int> proven) =>
        rows.TrueForAll(row => row.Cells.ContainsKey(check.Column) && (proven.Count == 0 || proven.Exists(row.Cells.ContainsKey)))
        && IsNear(total.Value(check.Column), check.Computed, proven.Count > 0 ? FurthestBeside : Furthest);

    private TotalCheck Check(PartRow total, int column, List<PartRow> rows)
    {
        var cell = total.Cells[column];
        var computed = rows.Sum(row => row.Value(column));
        return new TotalCheck(
            grid.Table.Ordinal, cell.Cell.Row, column, total.Label, cell.Amounts[0].Printed, computed, total.Value(column) - computed,
            rows.Sum(row => HalfUnit(row, column)), cell.Cell.Box);
    }

    private static bool IsNear(decimal printed, decimal computed, decimal furthest) =>
        Math.Abs(printed - computed) <= furthest * Math.Max(Math.Abs(printed), Math.Abs(computed)) && computed != 0;

    private decimal HalfUnit(PartRow row, int column) => isExact ? 0 : row.HalfUnit(column);

    private void Push(PartRow row)
    {
        if (_open.Count == MostParts)
        {
            _open.RemoveAt(0);
        }

        _open.Add(row);
    }
}
