using Preciso.Documents;
using Preciso.Reading.Facts.Bases;

namespace Preciso.Reading.Chunking;

/// <summary>
/// Cuts a document into passages, page by page: whole paragraphs and whole table rows, never across a page, each with the
/// heading that it stands under. One chunker reads one document from its first page, because headings carry over.
/// </summary>
public sealed class Chunker
{
    /// <summary>The longest passage, in characters.</summary>
    public const int MaxLength = 1_100;

    /// <summary>A title begins a new passage, unless that would leave one as short as this.</summary>
    private const int MinLength = 250;
    private const int SnippetLength = 300;
    private const double FootFrom = 0.94;

    private readonly RunningText _running = new();
    private readonly Headings _headings = new();
    private readonly TableRows _tables = new();
    private string? _basis;
    private int _next;

    /// <summary>The passages of the next page.</summary>
    public IReadOnlyList<NewPassage> Cut(PageReading page)
    {
        if (page.IsHidden)
        {
            return [];
        }
        var seen = _running.Strip(page, PageLayout.Rows(page)).Where(row => row.Text.Length > 0);
        var rows = _tables.Place(page, seen).SelectMany(LongRows.Cut);
        return [.. Sections(new PageRows([.. rows], Foot(page))).SelectMany(Balance).Select(rows => ToPassage(page, rows))];
    }

    /// <summary>Below it stands what is printed at the foot of page after page; files that we lay out ourselves have none.</summary>
    private static double Foot(PageReading page) =>
        page.Method is ReadingMethod.TextLayer or ReadingMethod.Ocr ? FootFrom * page.Height : double.MaxValue;

    /// <summary>What stands under one title, however long.</summary>
    private List<List<PlacedRow>> Sections(PageRows page)
    {
        var sections = new List<List<PlacedRow>>();
        for (var i = 0; i < page.Count; i++)
        {
            var above = _headings.Path;
            var kind = _headings.Pass(page, i);
            var changes = kind == RowKind.Title && ChangesBasis(page[i].Text);
            if (i == 0 || page[i].BeginsStrip || (kind == RowKind.Title && sections[^1][^1].Kind == RowKind.Body
                && (changes || Length(sections[^1]) >= MinLength)))
            {
                sections.Add([]);
            }

            var heading = kind != RowKind.Body ? _headings.Path : page[i].Over is { } over ? _headings.With(over) : above;
            sections[^1].Add(new PlacedRow(page[i], kind, heading, page.StartsParagraph(i)));
        }

        return sections;
    }

    /// <summary>What is made on another basis (별도 after 연결) stands in no passage with what came before.</summary>
    private bool ChangesBasis(string title)
    {
        var (before, said) = (_basis, BasisWords.InTitle(title).Code);
        _basis = said ?? before;
        return said is not null && before is not null && said != before;
    }

    /// <summary>Cuts what is too long into passages of like length, between paragraphs where one ends nearby.</summary>
    private static IEnumerable<List<PlacedRow>> Balance(List<PlacedRow> section)
    {
        var left = Length(section);
        var target = Target(left);
        var passage = new List<PlacedRow>();
        var filled = 0;
        foreach (var row in section)
        {
            var isEnough = filled > (row.StartsParagraph ? 0.8 : 1.1) * target && left - filled >= MinLength;
            if (filled > 0 && (isEnough || filled + row.Length > MaxLength))
            {
                yield return passage;
                left -= filled;
                (passage, filled, target) = ([], 0, Target(left));
            }

            passage.Add(row);
            filled += row.Length;
        }

        yield return passage;
    }

    private static double Target(int length) => length / Math.Ceiling(length / (double)MaxLength);

    private static int Length(List<PlacedRow> rows) => rows.Sum(row => row.Length);

    private NewPassage ToPassage(PageReading page, List<PlacedRow> placed)
    {
        var rows = placed.ConvertAll(row => row.Row);
        var lines = BrokenWords.Join(rows, i => !placed[i].StartsParagraph && rows[i].Region == rows[i - 1].Region);
        return new NewPassage(
            page.Page,
            _next++,
            (placed.Find(row => row.Kind == RowKind.Body) ?? placed[^1]).Heading,
            lines,
            [.. rows.GroupBy(row => row.Region).Select(region => Box.Around(region.Select(row => row.Box)))],
            page.Method,
            Confidence(page, rows),
            Excerpt.Cut(string.Join(' ', lines.Select(line => line.Text)), SnippetLength));
    }

    /// <summary>The mean over the words by their length; words that came without a confidence have their page's.</summary>
    private static double Confidence(PageReading page, List<PageRow> rows)
    {
        var words = rows.SelectMany(row => row.Words).ToList();
        var sum = words.Sum(word => (word.Confidence ?? page.Confidence) * word.Text.Length);
        return Math.Clamp(sum / words.Sum(word => word.Text.Length), 0, 1);
    }

    /// <summary>A row and what it stands under.</summary>
    private sealed record PlacedRow(PageRow Row, RowKind Kind, string? Heading, bool StartsParagraph)
    {
        /// <summary>With the line end.</summary>
        public int Length { get; } = Row.Text.Length + 1;
    }
}
