using Preciso.Documents;

namespace Preciso.Reading.Chunking;

/// <summary>What a reader sees as one line: the words that share a baseline, from left to right.</summary>
/// <param name="Region">Which column of the page it belongs to; rows of different regions are not one outline.</param>
/// <param name="StartsParagraph">More space above it than between the lines of its region.</param>
internal sealed record PageRow(IReadOnlyList<Word> Words, int Region, bool StartsParagraph)
{
    /// <summary>In a table, what stands over it: title, unit, heads.</summary>
    public IReadOnlyList<string>? Over { get; init; }

    /// <summary>The first row of a strip of a wide table.</summary>
    public bool BeginsStrip { get; init; }

    public Box Box { get; } = Box.Around(Words.Select(word => word.Box));

    /// <summary>The printed words; dots that only lead the eye to a number are left out.</summary>
    public string Text { get; } = string.Join(' ', Words.Where(word => !Figures.IsLeader(word.Text)).Select(word => word.Text));

    /// <summary>A label and its figures, or several cells set apart.</summary>
    public bool IsTabular { get; } = HasCells(Words);

    /// <summary>A line of running words, not a label.</summary>
    public bool IsProse => !IsTabular && Words.Count > 8;

    private static bool HasCells(IReadOnlyList<Word> words)
    {
        var gaps = 0;
        var figuresAfterGap = false;
        for (var i = 1; i < words.Count; i++)
        {
            if (IsWide(words[i - 1].Box, words[i].Box) || Figures.IsLeader(words[i - 1].Text))
            {
                gaps++;
                figuresAfterGap |= Figures.IsFigure(words[i].Text);
            }
        }

        return figuresAfterGap || gaps >= 2;
    }

    /// <summary>Between words on a level line, or on one that stands on end.</summary>
    private static bool IsWide(Box before, Box after) =>
        after.X0 - before.X1 > 1.5 * after.Height
        || Math.Max(after.Y0 - before.Y1, before.Y0 - after.Y1) > 1.5 * after.Width;
}
