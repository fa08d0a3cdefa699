using System.Globalization;
using System.Text;
using Preciso.Documents;
using Preciso.Reading.Structure;

namespace Preciso.Reading.PlainText;

/// <summary>
/// Gives words their places in lines. The widths are rounded ones of no font in particular, so that a text is always laid out alike.
/// </summary>
internal static class Typesetter
{
    private const double Narrow = 0.55;
    private const int TabStop = 4;
    private const double SmallestSize = 6;
    private const string CellGap = "    ";

    /// <summary>Breaks between words; a word longer than a line is cut. Runs of spaces keep their width: columns stay apart.</summary>
    /// <param name="cutsWords">False lets a word that is longer than the line stand out of it: a cut number would be two others.</param>
    public static IEnumerable<SetLine> Wrap(
        MarkedText text, double size = Paper.FontSize, double left = Paper.Margin, double room = Paper.Column, bool cutsWords = true)
    {
        var line = new List<SetWord>();
        var end = 0.0;
        foreach (var (word, start, spaces) in Words(text.Text))
        {
            var stated = Stated(text.Marks, start, start + word.Length);
            var gap = line.Count == 0 ? Math.Min(spaces * Narrow * size, room / 2) : spaces * Narrow * size;
            foreach (var piece in cutsWords ? Pieces(word, size, room) : [word])
            {
                var width = WidthOf(piece) * size;
                if (line.Count > 0 && end + gap + width > room)
                {
                    yield return new SetLine(line, size);
                    (line, end, gap) = ([], 0, 0);
                }
                line.Add(new SetWord(piece, left + end + gap, width, stated));
                (end, gap) = (end + gap + width, 0);
            }
        }
        if (line.Count > 0)
        {
            yield return new SetLine(line, size);
        }
    }

    /// <summary>Columns side by side. A wide table is set smaller; the rows of one that is wider still are wrapped like text.</summary>
    public static IEnumerable<SetLine> Table(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var columns = Enumerable.Range(0, rows.Max(row => row.Count))
            .Select(column => rows.Max(row => column < row.Count ? WidthOf(row[column] + CellGap) : 0))
            .ToList();
        var size = Math.Min(Paper.FontSize, Paper.Column / columns.Sum());
        if (size < SmallestSize)
        {
            return rows.SelectMany(row => Wrap(string.Join(CellGap, row)));
        }
        var lefts = columns.Select((_, column) => columns.Take(column).Sum() * size).ToList();
        return rows.Select(row => new SetLine([.. row.SelectMany((cell, column) => Cell(cell, lefts[column], size))], size))
            .Where(line => line.Words.Count > 0);
    }

    private static IEnumerable<SetWord> Cell(string text, double left, double size) =>
        Wrap(text, size).SelectMany(line => line.Words).Select(word => word with { X = word.X + left });

    private static IEnumerable<(string Word, int Start, int Spaces)> Words(string text)
    {
        var spaces = 0;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                i++;
            }
            if (Readable.Keep(text[start..i], keepsRuin: true).Text is { Length: > 0 } word)
            {
                yield return (word, start, spaces);
                spaces = 0;
            }
            for (; i < text.Length && char.IsWhiteSpace(text[i]); i++)
            {
                spaces += text[i] == '\t' ? TabStop : 1;
            }
        }
    }

    private static IEnumerable<string> Pieces(string word, double size, double room)
    {
        if (WidthOf(word) * size <= room)
        {
            yield return word;
            yield break;
        }
        var piece = new StringBuilder();
        var width = 0.0;
        foreach (var rune in word.EnumerateRunes())
        {
            var next = WidthOf(rune) * size;
            if (width + next > room)
            {
                yield return piece.ToString();
                piece.Clear();
                width = 0;
            }
            piece.Append(rune.ToString());
            width += next;
        }
        yield return piece.ToString();
    }

    private static IReadOnlyList<Fact>? Stated(IReadOnlyList<StatedMark> marks, int start, int end) =>
        marks.Count == 0 ? null
        : marks.Where(mark => mark.Start < end && mark.End > start).Select(mark => mark.Fact).ToList() is { Count: > 0 } facts ? facts
        : null;

    /// <summary>In ems.</summary>
    public static double WidthOf(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += WidthOf(rune);
        }
        return width;
    }

    private static double WidthOf(Rune rune) => rune.Value switch
    {
        < 0x300 => Narrow,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE4F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or > 0xFFFF => 1,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format ? 0 : Narrow,
    };
}
