using Preciso.Documents;

namespace Preciso.Reading.Chunking;

/// <summary>The rows of one page in reading order, with what can be said of a row only by its neighbours.</summary>
/// <param name="foot">Below it stands no title.</param>
internal sealed class PageRows(IReadOnlyList<PageRow> rows, double foot = double.MaxValue)
{
    private const int TitleLines = 4;

    public int Count => rows.Count;

    public PageRow this[int i] => rows[i];

    /// <summary>The usual height of a line.</summary>
    public double BodyHeight { get; } = rows.Count == 0 ? 0 : rows.Select(row => row.Box.Height).Order().ElementAt(rows.Count / 2);

    public bool IsFoot(int i) => rows[i].Box.Y0 > foot;

    public bool StartsParagraph(int i) => i == 0 || rows[i].StartsParagraph || rows[i].Region != rows[i - 1].Region;

    public bool ParagraphEndsAt(int i) => i + 1 == rows.Count || StartsParagraph(i + 1);

    /// <summary>Whether a table with column heads, or a paragraph, begins soon after.</summary>
    public bool BeginsAfter(int i) =>
        rows.Skip(i + 1).Take(TitleLines).Any(row => Figures.IsColumnHead(row.Text) || TitlePrint.IsUnit(row.Text))
        || rows.Skip(i + 1).Take(2).Count(row => row.IsProse) == 2;

    /// <summary>A line much shorter than the one below it, which goes on to be a paragraph.</summary>
    public bool LeadsIn(int i) =>
        i + 1 < rows.Count && StartsParagraph(i) && rows[i + 1].Region == rows[i].Region && !rows[i + 1].IsTabular
        && rows[i + 1].Box.Width > 1.6 * rows[i].Box.Width;
}
