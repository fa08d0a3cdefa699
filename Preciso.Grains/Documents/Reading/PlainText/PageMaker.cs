using Preciso.Documents;

namespace Preciso.Grains.Documents.Reading.PlainText;

/// <summary>Puts passages on pages; one that does not fit on the rest of a page but fits on a whole one begins the next.</summary>
internal sealed class PageMaker(TimeProvider time)
{
    private static readonly PageSize Size = new(Paper.Width, Paper.Height);

    private readonly List<TextBlock> _blocks = [];
    private List<TextLine> _lines = [];
    private double _y = Paper.Margin;
    private int _page;
    private long _since = time.GetTimestamp();

    /// <summary>At least one page, even of nothing.</summary>
    public IEnumerable<PageReading> Make(IEnumerable<Passage> passages)
    {
        foreach (var passage in passages)
        {
            var height = passage.Lines.Sum(HeightOf);
            var moves = _y + height > Paper.Bottom && height <= Paper.Bottom - Paper.Margin;
            if (_blocks.Count > 0 && (passage.StartsPage || moves))
            {
                yield return EndPage();
            }
            foreach (var line in passage.Lines)
            {
                if (_y + HeightOf(line) > Paper.Bottom)
                {
                    EndBlock();
                    yield return EndPage();
                }
                Add(line);
            }
            EndBlock();
            _y += Paper.FontSize;
        }
        if (_blocks.Count > 0 || _page == 0)
        {
            yield return EndPage();
        }
    }

    private static double HeightOf(SetLine line) => line.Size * Paper.Leading;

    private void Add(SetLine line)
    {
        _lines.Add(new TextLine([.. line.Words.Select(word => new Word(word.Text, new Box(word.X, _y, word.X + word.Width, _y + line.Size)))]));
        _y += HeightOf(line);
    }

    private void EndBlock()
    {
        if (_lines.Count > 0)
        {
            _blocks.Add(new TextBlock(_lines));
            _lines = [];
        }
    }

    private PageReading EndPage()
    {
        var characters = _blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words).Sum(word => PageText.CountCharacters(word.Text));
        var elapsed = time.GetElapsedTime(_since).TotalMilliseconds;
        var problem = characters == 0 ? "The text has no letters and no digits." : null;
        var text = new PageText(ReadingMethod.PlainText, [.. _blocks], 1, characters, elapsed, problem);
        _blocks.Clear();
        (_y, _since) = (Paper.Margin, time.GetTimestamp());
        return PageText.Choose(++_page, Size, text);
    }
}
