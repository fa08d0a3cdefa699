using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Structure;

namespace Preciso.Reading;

/// <summary>
/// Marks of footnotes stand smaller and higher than the word that they belong to. They become words of raised characters right behind it,
/// so that none is a digit of its number or a part of its name; powers (m²) stay with their unit.
/// </summary>
internal static partial class RaisedMarks
{
    private const string Letters = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ\0ʳˢᵗᵘᵛʷˣʸᶻ";
    private const string Beside = "⁽⁾*†‡§,·주註";

    /// <summary>In heights of the word that it stands at.</summary>
    private const double Smaller = 0.85;
    private const double Risen = 0.12;
    private const double RisenAtLeast = 0.25;
    private const double Overlap = 0.75;
    private const double Gap = 0.5;

    public static bool IsMark(string word) =>
        word.Any(IsRaised) && word.All(c => IsRaised(c) || Beside.Contains(c, StringComparison.Ordinal));

    /// <summary>The same blocks where no mark is among them.</summary>
    public static IReadOnlyList<TextBlock> Settle(IReadOnlyList<TextBlock> blocks)
    {
        var lines = blocks.Select(block => block.Lines.Select(line => line.Words.ToList()).ToList()).ToList();
        var all = lines.SelectMany(block => block).ToList();
        var changed = all.Aggregate(false, (any, line) => Part(line) | any);
        foreach (var (line, mark) in all.SelectMany(line => line.Where(IsCandidate).Select(mark => (line, mark))).ToList())
        {
            changed |= Move(all, line, mark);
        }
        return !changed ? blocks
            : [.. blocks.Zip(lines, (block, kept) =>
                block with { Lines = [.. kept.Where(line => line.Count > 0).Select(line => new TextLine(line))] })
                .Where(block => block.Lines.Count > 0)];
    }

    private static bool IsRaised(char c) =>
        RaisedText.Digits.Contains(c, StringComparison.Ordinal) || Letters.Contains(c, StringComparison.Ordinal) || c is '⁽' or '⁾';

    private static bool IsCandidate(Word word) => word.Text.Length <= 8 && Mark().IsMatch(word.Text);

    /// <summary>A mark that a font has as a letter of its own.</summary>
    private static bool Part(List<Word> line)
    {
        var changed = false;
        for (var i = 0; i < line.Count; i++)
        {
            if (InWord().Match(line[i].Text) is { Success: true } match && !Power().IsMatch(match.Groups["word"].Value))
            {
                var (word, box) = (line[i], line[i].Box);
                var middle = box.X0 + (box.Width * match.Groups["word"].Length / word.Text.Length);
                line[i] = word with { Text = match.Groups["word"].Value, Box = box with { X1 = middle } };
                line.Insert(++i, word with { Text = Raise(match.Groups["mark"].Value), Box = box with { X0 = middle } });
                changed = true;
            }
        }
        return changed;
    }

    private static bool Move(List<List<Word>> all, List<Word> from, Word mark)
    {
        var near = Beneath(all, mark);
        if (near.Count == 0)
        {
            return false;
        }
        var before = near.Where(item => item.Word.Box.X0 < mark.Box.X0 && IsNear(mark.Box.X0 - item.Word.Box.X1, item.Word.Box.Height))
            .OrderByDescending(item => item.Word.Box.X1).FirstOrDefault();
        if (before.Word is { } word)
        {
            return !IsPartOf(word, mark, near.Select(item => item.Word)) && Put(from, mark, before.Line, before.Word, 1);
        }
        var behind = near.Where(item => item.Word.Box.X0 > mark.Box.X0 && IsNear(item.Word.Box.X0 - mark.Box.X1, item.Word.Box.Height))
            .OrderBy(item => item.Word.Box.X0).FirstOrDefault();
        return behind.Word is { } next && !char.IsAsciiDigit(next.Text[0]) && next.Text[0] is not ('/' or '⁄' or '∕' or '$')
            && Put(from, mark, behind.Line, next, 0);
    }

    /// <summary>Asked for every word that may be a mark, of all words.</summary>
    private static List<(List<Word> Line, Word Word)> Beneath(List<List<Word>> all, Word mark)
    {
        var found = new List<(List<Word>, Word)>();
        foreach (var line in all)
        {
            foreach (var word in line)
            {
                if (StandsOver(mark.Box, word.Box) && !ReferenceEquals(word, mark) && !IsMark(word.Text))
                {
                    found.Add((line, word));
                }
            }
        }
        return found;
    }

    private static bool Put(List<Word> from, Word mark, List<Word> to, Word word, int after)
    {
        from.RemoveAll(other => ReferenceEquals(other, mark));
        var at = to.FindIndex(other => ReferenceEquals(other, word));
        if (after == 1 && Power().IsMatch(word.Text) && mark.Text is "2" or "3")
        {
            to[at] = word with { Text = word.Text + Raise(mark.Text), Box = word.Box.Union(mark.Box) };
        }
        else
        {
            while (after == 1 && at + after < to.Count && IsMark(to[at + after].Text))
            {
                at++;
            }
            to.Insert(at + after, mark with { Text = Raise(mark.Text) });
        }
        return true;
    }

    /// <summary>Smaller, or as large and clearly higher.</summary>
    private static bool StandsOver(Box mark, Box word) =>
        mark.Y1 > word.Y0 + (0.1 * word.Height) && mark.Y0 < word.Y0 + (0.35 * word.Height)
        && (mark.Height <= Smaller * word.Height
            ? mark.Y1 <= word.Y1 - (Risen * word.Height)
            : mark.Height < 1.1 * word.Height && mark.Y1 <= word.Y1 - (RisenAtLeast * word.Height));

    private static bool IsNear(double gap, double height) => gap >= -Overlap * height && gap <= Gap * height;

    /// <summary>The cents of a price, the upper figure of a fraction.</summary>
    private static bool IsPartOf(Word word, Word mark, IEnumerable<Word> near) =>
        (mark.Text.Length == 2 && mark.Text.All(char.IsAsciiDigit) && word.Text[0] is '$' or '€' or '£' or '¥' or '₩'
            && !word.Text.Contains('.', StringComparison.Ordinal))
        || near.Any(other => other.Text[0] is '/' or '⁄' or '∕' && Math.Abs(other.Box.X0 - mark.Box.X1) < 0.2 * other.Box.Height);

    private static string Raise(string mark) => string.Concat(mark.Select(c => c switch
    {
        >= '0' and <= '9' => RaisedText.Digits[c - '0'],
        >= 'a' and <= 'z' and not 'q' => Letters[c - 'a'],
        '(' or '[' => '⁽',
        ')' or ']' => '⁾',
        _ => c,
    }));

    [GeneratedRegex(
        @"^([(\[]?((주|註)\s?)?\d{1,2}([,·]\d{1,2})*[)\]]?|[a-pr-z]\)?|[(\[][a-pr-z]{1,2}[)\]])$", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    [GeneratedRegex(@"^(?<word>.*[\d\p{L}%)\].])(?<mark>[⁰¹²³⁴-⁹]+(?:[⁾)]|[,·][⁰¹²³⁴-⁹]+)*)$", RegexOptions.CultureInvariant)]
    private static partial Regex InWord();

    /// <summary>A unit of length, or a lone letter of a formula; ten to a power.</summary>
    [GeneratedRegex(@"(^|[^\p{L}])([cmkdµ]?m|ft|in|yd|mi|s|sec|[a-zA-Z])$|(^|[^\d.,])10$", RegexOptions.CultureInvariant)]
    private static partial Regex Power();
}
