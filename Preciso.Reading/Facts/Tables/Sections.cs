using Preciso.Documents;
using Preciso.Reading.Facts.Bases;
using Preciso.Reading.Facts.Periods;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Tables;

/// <summary>
/// Follows under which line without numbers the rows of a table stand ("Current assets:", "Year ended December 31, 2017").
/// </summary>
internal sealed class Sections(DocumentPeriods document)
{
    private const double Indent = 2;

    private double _left;
    private UnitHint? _ofLine;
    private UnitHint? _ofTitle;

    public string? Title { get; private set; }

    /// <summary>What a line between the rows has said of their basis; a total does not end it.</summary>
    public Basis Basis { get; private set; } = Basis.Unsaid;

    /// <summary>The unit that a line between the rows has said, of its own or for the rows under its title.</summary>
    public UnitHint? Unit => _ofTitle ?? _ofLine;

    /// <summary>The period that the rows are of, where a line between them says so.</summary>
    public FactPeriod? Period { get; private set; }

    /// <summary>Takes a row that has words and no numbers.</summary>
    public void Enter(GridRow row)
    {
        var words = row.Cells.Where(cell => cell.Kind is CellKind.Words or CellKind.Year).ToList();
        if (words.Count == 0)
        {
            return;
        }

        var title = string.Join(' ', words.Select(cell => cell.Text.Trim()));
        Basis = BasisWords.InHead(title).Within(Basis);
        if (UnitPrint.Line(title) is not null)
        {
            (_ofLine, _ofTitle) = (UnitReader.Read(title), null);
            return;
        }

        _ofTitle = UnitPrint.Part(title) is { } said ? UnitReader.Read(said) : null;
        var text = PeriodText.Parse(title);
        if (!text.IsEmpty && text.Rest.Length == 0 && PeriodReader.Read(text, document) is [var period])
        {
            Period = period;
            return;
        }

        (Title, _left) = (title.TrimEnd(':', '：', ' '), words[0].Cell.Box.X0);
    }

    /// <summary>The title that a row stands under; a row further left than the title has left it.</summary>
    public string? Over(GridRow row) => Title is not null && row.Cells[0].Cell.Box.X0 < _left - Indent ? Title = null : Title;

    /// <summary>A total ends what it sums up.</summary>
    public void EndAfter(string label)
    {
        if (HeadWords.IsTotal(label))
        {
            (Title, _ofTitle) = (null, null);
        }
    }
}
