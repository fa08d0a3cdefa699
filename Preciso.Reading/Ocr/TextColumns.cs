using Preciso.Documents;

namespace Preciso.Reading.Ocr;

/// <summary>
/// Two columns of running text, recognised as if their lines were one, put one after the other. Tables look alike but for their
/// cells, which hold little or numbers; they stay as they are.
/// </summary>
internal sealed class TextColumns
{
    private const int FewestLines = 8;
    private const double FewestWords = 3;
    private const double LeastFilled = 0.55;
    private const double MostDigits = 0.3;
    private const double MostCrossing = 0.2;

    private readonly List<(TextLine Line, int Block)> _lines;
    private readonly double _gutter;

    private TextColumns(IReadOnlyList<TextBlock> blocks)
    {
        _lines = [.. blocks.SelectMany((block, number) => block.Lines.Select(line => (line, number))).OrderBy(item => item.line.Box.Y0)];
        _gutter = FindGutter();
    }

    public static IReadOnlyList<TextBlock> Unfold(IReadOnlyList<TextBlock> blocks)
    {
        if (blocks.Sum(block => block.Lines.Count) < FewestLines)
        {
            return blocks;
        }
        var columns = new TextColumns(blocks);
        return columns.AreThere() ? columns.OneAfterTheOther() : blocks;
    }

    /// <summary>Where the fewest words stand in the way, near the middle.</summary>
    private double FindGutter()
    {
        var text = Box.Around(_lines.Select(item => item.Line.Box));
        var middle = (text.X0 + text.X1) / 2;
        return Enumerable.Range(-30, 61)
            .Select(step => middle + (step * text.Width / 200))
            .MinBy(x => (_lines.Count(item => item.Line.Words.Any(word => word.Box.X0 < x && x < word.Box.X1)), Math.Abs(x - middle)));
    }

    private bool AreThere()
    {
        var crossing = _lines.Count(item => Crosses(item.Line));
        return crossing <= MostCrossing * _lines.Count && IsColumn(Side(left: true)) && IsColumn(Side(left: false));
    }

    private List<TextLine> Side(bool left) =>
        [.. _lines.Where(item => !Crosses(item.Line)).Select(item => Part(item.Line, left)).Where(line => line.Words.Count > 0)];

    private static bool IsColumn(List<TextLine> lines)
    {
        if (lines.Count < FewestLines)
        {
            return false;
        }
        var width = Box.Around(lines.Select(line => line.Box)).Width;
        var text = string.Concat(lines.Select(line => line.Text));
        return lines.Average(line => line.Words.Count) >= FewestWords
            && lines.Average(line => line.Box.Width) >= LeastFilled * width
            && text.Count(char.IsDigit) <= MostDigits * text.Length;
    }

    /// <summary>A line over both columns, a title or a picture's caption, parts what is above it from what is below.</summary>
    private List<TextBlock> OneAfterTheOther()
    {
        var unfolded = new List<TextBlock>();
        var waiting = new List<(TextLine Line, int Block)>();
        foreach (var item in _lines)
        {
            if (Crosses(item.Line))
            {
                Unfold(waiting, unfolded);
                unfolded.Add(new TextBlock([item.Line]));
            }
            else
            {
                waiting.Add(item);
            }
        }
        Unfold(waiting, unfolded);
        return unfolded;
    }

    private void Unfold(List<(TextLine Line, int Block)> lines, List<TextBlock> unfolded)
    {
        foreach (var left in (bool[])[true, false])
        {
            var parts = lines.Select(item => (Line: Part(item.Line, left), item.Block)).Where(item => item.Line.Words.Count > 0);
            unfolded.AddRange(parts.GroupBy(item => item.Block, item => item.Line).Select(block => new TextBlock([.. block])));
        }
        lines.Clear();
    }

    private TextLine Part(TextLine line, bool left) => new([.. line.Words.Where(word => (Middle(word) < _gutter) == left)]);

    /// <summary>Its words stand as close at the gutter as anywhere else.</summary>
    private bool Crosses(TextLine line)
    {
        var (left, right) = (Part(line, left: true), Part(line, left: false));
        return left.Words.Count > 0 && right.Words.Count > 0
            && right.Words.Min(word => word.Box.X0) - left.Words.Max(word => word.Box.X1) < line.Box.Height;
    }

    private static double Middle(Word word) => (word.Box.X0 + word.Box.X1) / 2;
}
