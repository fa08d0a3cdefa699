using Preciso.Reading.Chunking;

namespace Preciso.Grains.Questions.Answering;

/// <summary>
/// What stands over the rows of a table, as its lines go by from the top. A row says 25,110; which segment, which figure
/// and which year it is, only the lines over it say.
/// </summary>
internal sealed class TableHead
{
    private const int LongestTitle = 90;
    private const int MostTitles = 3;

    private readonly List<string> _titles = [];
    private readonly List<string> _columns;
    private bool _isBelowRow;
    private bool _isBelowColumns;

    /// <param name="heading">Of the passage: in the middle of a table the column heads are its last parts.</param>
    public TableHead(string? heading) =>
        _columns = [.. (heading ?? "").Split(" · ").Reverse().TakeWhile(Figures.IsColumnHead).Reverse()];

    /// <summary>Which column is which period.</summary>
    public string? Columns => _columns.Count == 0 ? null : string.Join(' ', _columns);

    public string? Titles => _titles.Count == 0 ? null : string.Join(' ', _titles);

    /// <summary>A line of periods, or of a label and years alone: "Segment 2025 2024 2025 2024".</summary>
    public static bool IsColumns(string line) => Figures.IsColumnHead(line) || TableRow.IsOfYears(line);

    public void Pass(string line)
    {
        var isColumns = IsColumns(line);
        var isRow = !isColumns && TableRow.Is(line);
        if (isColumns)
        {
            AddColumns(line);
        }
        else if (!isRow)
        {
            AddTitle(line);
        }

        (_isBelowRow, _isBelowColumns) = (isRow, isColumns);
    }

    private void AddColumns(string line)
    {
        if (!_isBelowColumns)
        {
            _columns.Clear();
        }

        _columns.Add(line);
    }

    /// <summary>A line of prose ends what came before it; one between rows is the title of those that follow.</summary>
    private void AddTitle(string line)
    {
        var isTitle = line.Length <= LongestTitle && line[^1] is not ('.' or ';');
        if (_isBelowRow || !isTitle)
        {
            _titles.Clear();
        }

        if (isTitle)
        {
            _titles.Add(line);
            _titles.RemoveRange(0, Math.Max(0, _titles.Count - MostTitles));
        }
    }
}
