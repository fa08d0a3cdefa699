using System.Text;
using Preciso.Documents;

namespace Preciso.Reading.Structure;

/// <summary>
/// Gathers the text of a block from its pieces: white space becomes one space, and the pieces that state facts are marked.
/// </summary>
internal sealed class TextBuffer
{
    private const int LongestWord = 64;

    private readonly StringBuilder _text = new();
    private readonly List<StatedMark> _marks = [];
    private bool _space;

    public int Length => _text.Length;

    /// <summary>What the next piece would be joined to: the letters since the last space.</summary>
    public string Word
    {
        get
        {
            var (start, first) = (_text.Length, Math.Max(0, _text.Length - LongestWord));
            while (!_space && start > first && !char.IsWhiteSpace(_text[start - 1]))
            {
                start--;
            }
            return _text.ToString(start, _text.Length - start);
        }
    }

    public void Append(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                _space = true;
                continue;
            }
            if (c is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF')
            {
                continue; // where a line may be broken, or may not
            }
            EndSpace();
            _text.Append(c);
        }
    }

    public void Space() => _space = true;

    /// <summary>A line's end that is kept.</summary>
    public void Break()
    {
        _space = false;
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }
    }

    /// <summary>Where the next piece begins.</summary>
    public int Begin()
    {
        EndSpace();
        return _text.Length;
    }

    public void Mark(int start, Fact fact)
    {
        if (_text.Length > start)
        {
            _marks.Add(new StatedMark(start, _text.Length, fact));
        }
    }

    public MarkedText Take()
    {
        var taken = new MarkedText(_text.ToString().TrimEnd(), [.. _marks]);
        _text.Clear();
        _marks.Clear();
        _space = false;
        return taken;
    }

    private void EndSpace()
    {
        if (_space && _text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append(' ');
        }
        _space = false;
    }
}
