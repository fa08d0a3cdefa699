using Preciso.Documents;
using Preciso.Reading.Structure;

namespace Preciso.Reading.PlainText;

/// <summary>Puts passages on pages; one that does not fit on the rest of a page but fits on a whole one begins the next.</summary>
internal sealed class PageMaker(TimeProvider time, ReadingMethod method = ReadingMethod.PlainText)
{
    /// <summary>Of a page on which something is missing: low enough that a person has to look.</summary>
    private const double Incomplete = 0.25;

    /// <summary>A file may be broken in every one of its parts.</summary>
    private const int MostUnread = 20;

    private readonly List<TextBlock> _blocks = [];
    private readonly TablesOfPage _tables = new();
    private readonly StatedOnPage _stated = new();
    private readonly List<string> _dropped = [];
    private readonly List<DocumentProblem> _unread = [];
    private List<TextLine> _lines = [];
    private BlockKind _kind;
    private string? _name;
    private double _y = Paper.Margin;
    private int _page;
    private long _since = time.GetTimestamp();

    private bool HasContent => _blocks.Count > 0 || _lines.Count > 0 || _tables.HasRows || _unread.Count > 0;

    /// <summary>At least one page, even of nothing.</summary>
    public IEnumerable<PageReading> Make(IEnumerable<Passage> passages)
    {
        foreach (var passage in passages)
        {
            if (!_tables.GoesOn(passage))
            {
                EndBlock();
            }
            var moves = _y + passage.Height > Paper.Bottom && passage.Height <= Paper.Bottom - Paper.Margin;
            if (HasContent && (passage.StartsPage || moves))
            {
                yield return EndPage();
            }
            foreach (var page in Place(passage))
            {
                yield return page;
            }
        }
        if (HasContent || _page == 0)
        {
            yield return EndPage();
        }
    }

    /// <summary>The pages that the passage fills to their end.</summary>
    private IEnumerable<PageReading> Place(Passage passage)
    {
        (_name, _kind) = (passage.PageName ?? _name, passage.Kind);
        _dropped.AddRange(passage.Dropped);
        if (passage.Unread is { } problem && _unread.Count < MostUnread)
        {
            _unread.Add(problem);
        }
        var (row, top) = (passage.Row, _y);
        foreach (var line in passage.Lines)
        {
            if (_y + line.Height > Paper.Bottom)
            {
                EndRow(row, top); // the cells are on the page where they begin
                row = null;
                yield return EndPage();
            }
            Add(line);
        }
        EndRow(row, top);
    }

    private void Add(SetLine line)
    {
        if (line.Words.Count > 0)
        {
            var set = new TextLine([.. line.Words.Select(word => new Word(word.Text, BoxOf(word, line.Size)))]);
            _lines.Add(set);
            foreach (var word in line.Words.Where(word => word.Stated is not null))
            {
                _stated.Add(set, word.Stated!, BoxOf(word, line.Size));
            }
        }
        _y += line.Height;
    }

    private Box BoxOf(SetWord word, double size) => new(word.X, _y, word.X + word.Width, _y + size);

    private void EndRow(SetRow? row, double top)
    {
        if (row is not null)
        {
            _tables.Add(row, top, _y, _blocks);
        }
    }

    private void EndBlock()
    {
        _y += _lines.Count > 0 || _tables.HasRows ? Paper.FontSize : 0;
        if (_lines.Count > 0)
        {
            _blocks.Add(new TextBlock(_lines, _kind));
            _lines = [];
        }
        _tables.EndTable();
    }

    private ReadingAttempt Unread(DocumentProblem part) => new(method, 0, 0, 0, part.Detail, part.Code) { ReasonCode = part.Code };

    private PageReading EndPage()
    {
        EndBlock();
        var tables = _tables.EndPage();
        var words = _blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words).ToList();
        var elapsed = time.GetElapsedTime(_since).TotalMilliseconds;
        var characters = words.Sum(word => PageText.CountCharacters(word.Text));
        DocumentProblem? problem = characters == 0 ? new("no_letters", "The text has no letters and no digits.") : null;
        var ruin = Ruin.Measure(words, characters);
        var text = new PageText(method, [.. _blocks], 1, characters, elapsed, problem) { Quality = ruin.Quality, Doubt = ruin.Doubt };
        var width = words.Select(word => word.Box.X1).Concat(tables.Select(table => table.Box.X1)).DefaultIfEmpty().Max() + Paper.Margin;
        var page = PageText.Choose(++_page, new PageSize(Math.Max(Paper.Width, Math.Ceiling(width)), Paper.Height), text);
        page = page with
        {
            Quality = _unread.Count > 0 ? Math.Min(page.Quality, Incomplete) : page.Quality,
            Attempts = [.. page.Attempts, .. _unread.Select(Unread)],
            Name = _name,
            Language = PageLanguage.Guess(_blocks),
            Tables = tables,
            Stated = _stated.EndPage(_page, tables),
            Dropped = [.. _dropped],
        };
        _blocks.Clear();
        _dropped.Clear();
        _unread.Clear();
        (_y, _since) = (Paper.Margin, time.GetTimestamp());
        return page;
    }
}
