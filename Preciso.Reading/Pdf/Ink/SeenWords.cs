using Preciso.Documents;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>Leaves out of a text layer what is not seen on the page.</summary>
internal static class SeenWords
{
    private const double Edge = 0.5;

    /// <summary>The same list if all of it is seen.</summary>
    public static IReadOnlyList<TextBlock> Keep(IReadOnlyList<TextBlock> blocks, IReadOnlyList<InkedLetter> letters)
    {
        if (letters.All(letter => letter.IsSeen))
        {
            return blocks;
        }
        var changed = false;
        var kept = blocks
            .Select(block => block with { Lines = [.. block.Lines.Select(Line).Where(line => line.Words.Count > 0)] })
            .Where(block => block.Lines.Count > 0).ToList();
        return changed ? kept : blocks;

        TextLine Line(TextLine line)
        {
            var words = line.Words.Select(word => Seen(word, letters)).OfType<Word>().ToList();
            changed |= !words.SequenceEqual(line.Words);
            return line with { Words = words };
        }
    }

    /// <summary>Null for a word that is not seen; one of which a part is seen is that part.</summary>
    private static Word? Seen(Word word, IReadOnlyList<InkedLetter> letters)
    {
        var within = letters.Where(letter => IsWithin(letter.Box, word.Box)).ToList();
        if (within.TrueForAll(letter => letter.IsSeen))
        {
            return word; // or drawn by what has no letters here, a field of a form
        }
        foreach (var order in new[] { within, [.. within.OrderBy(letter => letter.Box.X0)] })
        {
            if (string.Concat(order.Select(letter => letter.Text)) == word.Text)
            {
                var seen = order.FindAll(letter => letter.IsSeen);
                return seen.Count == 0 ? null : word with
                {
                    Text = string.Concat(seen.Select(letter => letter.Text)),
                    Box = Box.Around(seen.Select(letter => letter.Box with { Y0 = word.Box.Y0, Y1 = word.Box.Y1 })),
                };
            }
        }
        var unseen = Matches(word.Text, within.Where(letter => !letter.IsSeen));
        return unseen * 2 >= word.Text.Length && unseen > Matches(word.Text, within.Where(letter => letter.IsSeen)) ? null : word;
    }

    private static bool IsWithin(Box letter, Box word)
    {
        var (x, y) = ((letter.X0 + letter.X1) / 2, (letter.Y0 + letter.Y1) / 2);
        return x >= word.X0 - Edge && x <= word.X1 + Edge && y >= word.Y0 - Edge && y <= word.Y1 + Edge;
    }

    /// <summary>How many characters of the word are among the letters.</summary>
    private static int Matches(string word, IEnumerable<InkedLetter> letters)
    {
        var left = letters.SelectMany(letter => letter.Text).ToList();
        return word.Count(left.Remove);
    }
}
