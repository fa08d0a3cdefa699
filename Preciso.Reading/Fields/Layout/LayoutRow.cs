using Preciso.Documents;
using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Fields.Layout;

/// <summary>What stands side by side on a page, left to right, whichever blocks it is of.</summary>
internal sealed class LayoutRow
{
    /// <summary>A gap as wide as so many letters are high parts what belongs to different columns.</summary>
    private const double WideGap = 1.6;

    private readonly int[] _starts;

    public LayoutRow(PageReading page, IEnumerable<Word> words)
    {
        Page = page;
        Words = [.. words.Where(word => word.Text.Length > 0).OrderBy(word => word.Box.X0)];
        Box = Box.Around(Words.Select(word => word.Box));
        Text = string.Join(' ', Words.Select(word => word.Text));
        _starts = new int[Words.Count];
        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] = _starts[i - 1] + Words[i - 1].Text.Length + 1;
        }
        Segments = [.. Split()];
        Key = new RowKey(Text);
    }

    public PageReading Page { get; }

    public IReadOnlyList<Word> Words { get; }

    public Box Box { get; }

    public string Text { get; }

    public RowKey Key { get; }

    /// <summary>Its columns, as ranges of <see cref="Text"/>.</summary>
    public IReadOnlyList<Range> Segments { get; }

    public double Height => Words.Select(word => word.Box.Height).Order().ElementAt(Words.Count / 2);

    public double Confidence => ConfidenceOf(0, Text.Length);

    public Box BoxOf(int start, int end) => Box.Around(WordsOf(start, end).Select(word => word.Box));

    /// <summary>The mean of its words' weighted by length; 1 where words were given, not recognised.</summary>
    public double ConfidenceOf(int start, int end)
    {
        var words = WordsOf(start, end).ToList();
        return words.Sum(word => (word.Confidence ?? 1) * word.Text.Length) / Math.Max(1, words.Sum(word => word.Text.Length));
    }

    public Range SegmentAt(int position) => Segments.First(segment => position <= segment.End.Value);

    private IEnumerable<Word> WordsOf(int start, int end) =>
        Words.Where((word, i) => _starts[i] < Math.Max(end, start + 1) && _starts[i] + word.Text.Length > start);

    private IEnumerable<Range> Split()
    {
        var begin = 0;
        for (var i = 1; i < Words.Count; i++)
        {
            if (Words[i].Box.X0 - Words[i - 1].Box.X1 > WideGap * Math.Max(Words[i].Box.Height, Words[i - 1].Box.Height))
            {
                yield return begin..(_starts[i] - 1);
                begin = _starts[i];
            }
        }
        yield return begin..Text.Length;
    }
}

/// <summary>A row's letters and digits alone, each with its place in the row's text.</summary>
internal sealed class RowKey
{
    private readonly List<int> _places = [];

    public RowKey(string text)
    {
        var letters = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            foreach (var letter in NormalText.Key(text[i].ToString()))
            {
                letters.Append(letter);
                _places.Add(i);
            }
        }
        Letters = letters.ToString();
    }

    public string Letters { get; }

    public int PlaceOf(int letter) => _places[letter];
}
