using System.Globalization;
using System.Text;
using Preciso.Documents;

namespace Preciso.Grains.Documents;

/// <summary>
/// Looks for words on a page, whatever their case and width. Letters of scripts that put spaces as they please, or not at all
/// (Hangul, Han), are found with or without them; those of others only as the spaces stand.
/// </summary>
public sealed class WordSearch
{
    private readonly string _lower;
    private readonly bool[] _gaps;

    private WordSearch(string letters, bool[] gaps) => (Letters, _lower, _gaps) = (letters, letters.ToLowerInvariant(), gaps);

    /// <summary>What is looked for, without its spaces.</summary>
    public string Letters { get; }

    /// <summary>Null where nothing is said to look for.</summary>
    public static WordSearch? For(string words)
    {
        var letters = new StringBuilder();
        var gaps = new List<bool>();
        var gap = false;
        foreach (var letter in Plain(words))
        {
            if (char.IsWhiteSpace(letter))
            {
                gap = true;
            }
            else if (letter != '\0')
            {
                letters.Append(letter);
                gaps.Add(gap);
                gap = false;
            }
        }
        return letters.Length == 0 ? null : new WordSearch(letters.ToString(), [.. gaps]);
    }

    /// <summary>In reading order; none begins within another.</summary>
    public IEnumerable<TextHit> In(int page, IReadOnlyList<TextBlock> blocks)
    {
        var text = PageLetters.From(blocks);
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + _lower.Length))
        {
            yield return text.Hit(page, at, _lower.Length);
        }
    }

    private int Next(PageLetters text, int from)
    {
        var at = text.Lower.IndexOf(_lower, from, StringComparison.Ordinal);
        while (at >= 0 && !StandsTogether(text, at))
        {
            at = text.Lower.IndexOf(_lower, at + 1, StringComparison.Ordinal);
        }
        return at;
    }

    private bool StandsTogether(PageLetters text, int at)
    {
        for (var i = 1; i < _lower.Length; i++)
        {
            if (text.BeginsWord(at + i) != _gaps[i] && !IsLoose(_lower[i - 1]) && !IsLoose(_lower[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsLoose(char letter) => char.GetUnicodeCategory(letter) == UnicodeCategory.OtherLetter;

    private static string Plain(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text; // half a character, as a damaged file may have it
        }
    }

    /// <summary>A page's letters in a row, without spaces, and where each stands.</summary>
    private sealed class PageLetters
    {
        private readonly List<Word> _words = [];
        private readonly List<TextLine> _lines = [];
        private readonly List<(int Word, int Line, int Offset, int Length)> _places = [];

        public string Lower { get; private set; } = "";

        public static PageLetters From(IReadOnlyList<TextBlock> blocks)
        {
            var (page, lower) = (new PageLetters(), new StringBuilder());
            foreach (var line in blocks.SelectMany(block => block.Lines))
            {
                page._lines.Add(line);
                foreach (var word in line.Words)
                {
                    page._words.Add(word);
                    var letters = string.Concat(Plain(word.Text).ToLowerInvariant().Where(letter => !char.IsWhiteSpace(letter)));
                    page._places.AddRange(Enumerable.Range(0, letters.Length)
                        .Select(offset => (page._words.Count - 1, page._lines.Count - 1, offset, letters.Length)));
                    lower.Append(letters);
                }
            }
            page.Lower = lower.ToString();
            return page;
        }

        public bool BeginsWord(int at) => _places[at].Offset == 0;

        public TextHit Hit(int page, int at, int length)
        {
            var places = _places.GetRange(at, length);
            var lines = places.Select(place => place.Line).Distinct().ToList();
            var boxes = lines.Select(line => Box.Around(
                places.Where(place => place.Line == line).GroupBy(place => place.Word).Select(word => BoxOf([.. word]))));
            return new TextHit(page, string.Join(' ', lines.Select(line => _lines[line].Text)), [.. boxes]);
        }

        /// <summary>The part of a word's box that some of its letters take, as far as their number tells.</summary>
        private Box BoxOf(IReadOnlyList<(int Word, int Line, int Offset, int Length)> letters)
        {
            var box = _words[letters[0].Word].Box;
            var (first, last, count) = (letters[0].Offset, letters[^1].Offset + 1, letters[0].Length);
            var isUpright = box.Height > box.Width && count > 2;
            return isUpright ? box : box with
            {
                X0 = box.X0 + (box.Width * first / count),
                X1 = box.X0 + (box.Width * last / count),
            };
        }
    }
}
