using Preciso.Documents;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>Leaves out of a text layer what is not seen on the page, and parts what is raised from its word.</summary>
internal static class SeenWords
{
    /// <summary>The same list if all of it is seen.</summary>
    public static IReadOnlyList<TextBlock> Keep(
        IReadOnlyList<TextBlock> blocks, IReadOnlyList<InkedLetter> letters, out bool leftOut)
    {
        leftOut = false;
        if (letters.All(letter => letter.IsUsual))
        {
            return blocks;
        }
        var (changed, lost) = (false, false);
        var placed = new PlacedLetters(letters);
        var kept = blocks
            .Select(block => block with { Lines = [.. block.Lines.Select(Line).Where(line => line.Words.Count > 0)] })
            .Where(block => block.Lines.Count > 0).ToList();
        leftOut = lost;
        return changed ? kept : blocks;

        TextLine Line(TextLine line)
        {
            var words = line.Words.SelectMany(word => Seen(word, placed.Within(word.Box), ref lost)).ToList();
            changed |= !words.SequenceEqual(line.Words);
            return line with { Words = words };
        }
    }

    /// <summary>Nothing of a word that is not seen; of one whose part is seen, that part.</summary>
    private static IEnumerable<Word> Seen(Word word, List<InkedLetter> within, ref bool lost)
    {
        if (within.TrueForAll(letter => letter.IsUsual))
        {
            return [word]; // or drawn by what has no letters here, a field of a form
        }
        foreach (var order in new[] { within, [.. within.OrderBy(letter => letter.Box.X0)] })
        {
            if (string.Concat(order.Select(letter => letter.Text)) == word.Text)
            {
                lost |= order.Exists(letter => !letter.IsSeen);
                return Parts(word, [.. order.Where((letter, i) => letter.IsSeen && !(letter.IsSoft && IsWithin(order, i)))]);
            }
        }
        var unseen = Matches(word.Text, within.Where(letter => !letter.IsSeen));
        if (unseen * 2 < word.Text.Length || unseen <= Matches(word.Text, within.Where(letter => letter.IsSeen)))
        {
            return [word];
        }
        lost = true;
        return [];
    }

    /// <summary>A word for the letters on the line, and one for those behind them that are raised.</summary>
    private static IEnumerable<Word> Parts(Word word, List<InkedLetter> seen)
    {
        var raised = seen.AsEnumerable().Reverse().TakeWhile(letter => letter.IsRaised).Count();
        return new[] { seen[..^raised], seen[^raised..] }.Where(part => part.Count > 0).Select(part => word with
        {
            Text = string.Concat(part.Select(letter => letter.Text)),
            Box = Box.Around(part.Select(letter => part[0].IsRaised ? letter.Box : letter.Box with { Y0 = word.Box.Y0, Y1 = word.Box.Y1 })),
        });
    }

    /// <summary>Between letters.</summary>
    private static bool IsWithin(List<InkedLetter> word, int i) =>
        i > 0 && i + 1 < word.Count && char.IsLetter(word[i - 1].Text[^1]) && char.IsLetter(word[i + 1].Text[0]);

    /// <summary>How many characters of the word are among the letters.</summary>
    private static int Matches(string word, IEnumerable<InkedLetter> letters)
    {
        var left = letters.SelectMany(letter => letter.Text).ToList();
        return word.Count(left.Remove);
    }
}
