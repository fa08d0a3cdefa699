using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Facts.Numbers;

namespace Preciso.Reading.Facts.Tables;

/// <summary>
/// How a table prints its numbers. A single cell may be read in two ways (1.234 · 12 345 · ▲5 · 310 Cr); what its column, its table and its
/// document print besides decides, and where they do not, the number has no value.
/// </summary>
internal sealed partial class TablePrint
{
    private readonly Dictionary<int, MarkEvidence> _columns = [];
    private readonly MarkEvidence _table = new();
    private readonly TableSigns _signs = new();
    private readonly SpacedGroups _spaces;
    private readonly HashSet<int> _grouped = [];
    private readonly bool _isRecognised;

    /// <param name="method">OCR takes a comma for a point.</param>
    public TablePrint(PageTable table, ReadingMethod method)
    {
        (_isRecognised, IsByStructure, _spaces) = (method == ReadingMethod.Ocr, method == ReadingMethod.Structure, new SpacedGroups(table));
        var references = table.Cells.Where(cell => HeadWords.IsReference(cell.Text, cell.Column)).Select(cell => cell.Column).ToHashSet();
        foreach (var cell in table.Cells.Where(cell => !cell.IsHeader && !references.Contains(cell.Column) && NumberTokens.Any(cell.Text)))
        {
            Learn(cell);
        }
    }

    /// <summary>Its rows and columns are those that the file states.</summary>
    public bool IsByStructure { get; }

    public MarkEvidence Marks => _table;

    /// <summary>What the document says of point and comma, where the table itself says nothing.</summary>
    public DecimalMark Document { get; set; }

    /// <summary>Nothing but amounts; empty if the cell says something else.</summary>
    public IReadOnlyList<Amount> Amounts(TableCell cell)
    {
        var text = cell.Text.Trim();
        var mark = Mark(cell.Column);
        if (_spaces.Join(cell) is { } joined)
        {
            return [.. AmountParser.ParseAll(joined, mark).Select(amount => _signs.Settle(amount with
            {
                Printed = amount.Printed.Replace(SpacedGroups.Joint, ' '),
                Value = _spaces.AreSure ? amount.Value : null,
            }))];
        }

        return [.. AmountParser.ParseAll(text, mark)
            .Select(amount => _signs.Settle(IsMisread(cell, amount) ? amount with { Value = null } : amount))];
    }

    private void Learn(TableCell cell)
    {
        foreach (var amount in AmountParser.ParseAll(cell.Text.Trim()))
        {
            _signs.Learn(amount);
            foreach (var token in NumberTokens.Find(amount.Printed).Where(token => !IsContradictory(token)))
            {
                (_columns.TryGetValue(cell.Column, out var column) ? column : _columns[cell.Column] = new MarkEvidence()).Take(token);
                _table.Take(token);
                if (Grouped().IsMatch(token))
                {
                    _grouped.Add(cell.Column);
                }
            }
        }
    }

    private DecimalMark Mark(int column)
    {
        var own = _columns.TryGetValue(column, out var evidence) ? evidence.Mark : DecimalMark.Unsaid;
        return own != DecimalMark.Unsaid ? own : _table.Mark != DecimalMark.Unsaid ? _table.Mark : Document;
    }

    /// <summary>1.234 in a column of 1,234 and of no decimals, or 1.234,567.</summary>
    private bool IsMisread(TableCell cell, Amount amount) => IsContradictory(amount.Printed)
        || (_isRecognised && _grouped.Contains(cell.Column) && AmbiguousPoint().IsMatch(amount.Printed)
            && _columns[cell.Column].HasNoDecimals);

    /// <summary>Groups of three on both sides of two separators that differ: one of them was misread.</summary>
    private bool IsContradictory(string printed) => _isRecognised && Contradictory().IsMatch(printed);

    [GeneratedRegex(@"^\d{1,3}(?:,\d{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"\d(?:\.\d{3},|,\d{3}\.)\d{3}(?![\d.,])", RegexOptions.CultureInvariant)]
    private static partial Regex Contradictory();

    [GeneratedRegex(@"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])", RegexOptions.CultureInvariant)]
    private static partial Regex AmbiguousPoint();
}
