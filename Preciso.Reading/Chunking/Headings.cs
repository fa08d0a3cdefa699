using Preciso.Documents;

namespace Preciso.Reading.Chunking;

/// <summary>
/// Follows what a row stands under as the pages pass: the section (Item 7, Note 12, 제3장), the title of the table or
/// paragraph with its unit line, and inside a table its column heads.
/// </summary>
internal sealed class Headings
{
    private const int LongestPath = 300;

    private readonly List<string> _titles = [];
    private readonly List<string> _columns = [];
    private string? _section;
    private RowKind _last;

    /// <summary>What the row that comes next stands under.</summary>
    public string? Path
    {
        get
        {
            var path = string.Join(" · ", _titles.Concat(_columns).Prepend(_section).Where(part => part is not null).Distinct());
            return path.Length == 0 ? null : Excerpt.Cut(path, LongestPath);
        }
    }

    /// <summary>The same with what stands over a row in its table, where the lines over it have not said its heads.</summary>
    public string? With(IReadOnlyList<string> over)
    {
        var parts = new[] { _section }.Concat(_titles).Concat(over).Concat(_columns).OfType<string>().Distinct().ToList();
        return _columns.Count > 0 || parts.Count == 0 ? Path : Excerpt.Cut(string.Join(" · ", parts), LongestPath);
    }

    /// <summary>Takes notice of a row of the page and says what it is.</summary>
    public RowKind Pass(PageRows page, int i)
    {
        if (i == 0 && !page[0].IsTabular)
        {
            _columns.Clear(); // A table that goes on over the page goes on with its rows.
        }

        var kind = KindOf(page, i);
        var text = page[i].Text;
        switch (kind)
        {
            case RowKind.ColumnHead:
                ClearUnless(_last is RowKind.ColumnHead, _columns);
                _columns.Add(text);
                break;
            case RowKind.Title:
                ClearUnless(_last is RowKind.Title or RowKind.Unit, _titles);
                _columns.Clear();
                _section = TitlePrint.IsSection(text) ? text : _section;
                _titles.Add(text);
                break;
            case RowKind.Unit:
                _titles.Add(text);
                break;
            default:
                EndTable(page[i]);
                break;
        }

        _last = kind;
        return kind;
    }

    private static void ClearUnless(bool goesOn, List<string> parts)
    {
        if (!goesOn)
        {
            parts.Clear();
        }
    }

    /// <summary>A line of words ends a table; a subtitle within it ("Current assets:") does not.</summary>
    private void EndTable(PageRow row)
    {
        if (row.IsProse)
        {
            _columns.Clear();
        }
    }

    private RowKind KindOf(PageRows page, int i)
    {
        var row = page[i];
        if (page.IsFoot(i) || row.Over is not null)
        {
            return RowKind.Body; // of a table, whatever it looks like
        }
        if (Figures.IsColumnHead(row.Text))
        {
            return RowKind.ColumnHead;
        }

        if (_last is RowKind.Title or RowKind.ColumnHead && TitlePrint.IsUnit(row.Text))
        {
            return RowKind.Unit;
        }

        var isTitle = TitlePrint.IsTitle(page, i, afterTitle: _last == RowKind.Title) && (_columns.Count == 0 || page.BeginsAfter(i));
        return isTitle ? RowKind.Title : RowKind.Body;
    }
}

/// <summary>What a row is to the rows beneath it.</summary>
internal enum RowKind
{
    Body,
    Title,

    /// <summary>"(in millions)", beneath a title.</summary>
    Unit,
    ColumnHead,
}
