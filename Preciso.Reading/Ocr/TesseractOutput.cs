using System.Globalization;
using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Reading.Ocr;

/// <summary>
/// Reads what Tesseract writes: first a table of pieces (level, page, block, paragraph, line, word, left, top, width, height,
/// confidence, text), then the same as text. The table cuts Korean words into syllables; only the text tells where spaces are.
/// </summary>
internal static partial class TesseractOutput
{
    private const int Columns = 12;
    private const string WordLevel = "5";

    /// <summary>What ruled lines and folds are taken for; alone it is no word of any text.</summary>
    private const string Rules = "|¦_";

    /// <summary>Paragraphs become blocks.</summary>
    /// <param name="scale">Points to one pixel.</param>
    public static IReadOnlyList<TextBlock> Read(TextReader output, double scale)
    {
        var pieces = new List<Piece>();
        var text = "";
        while (output.ReadLine() is { } line)
        {
            var cells = line.Split('\t', Columns);
            if (cells.Length < Columns)
            {
                text = line + '\n' + output.ReadToEnd();
            }
            else if (cells[0] == WordLevel && !string.IsNullOrWhiteSpace(cells[^1]))
            {
                pieces.Add(new Piece(cells, scale));
            }
        }
        return WithoutSpecks(ToBlocks(pieces, text));
    }

    /// <summary>Letters of no confidence that are half as high as the others are specks, or the edges of two lines.</summary>
    private static List<TextBlock> WithoutSpecks(List<TextBlock> blocks)
    {
        var heights =
            blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words).Select(word => word.Box.Height).Order().ToList();
        var least = heights.Count == 0 ? 0 : 0.6 * heights[heights.Count / 2];
        bool IsSpeck(Word word) => word.Confidence < 0.05 && word.Box.Height < least && !word.Text.Any(char.IsDigit);
        return [.. blocks
            .Select(block =>
                block with { Lines = [
                    .. block.Lines.Select(line => new TextLine([.. line.Words.Where(word => !IsSpeck(word))]))
                        .Where(line => line.Words.Count > 0)] })
            .Where(block => block.Lines.Count > 0)];
    }

    private static List<TextBlock> ToBlocks(List<Piece> pieces, string text)
    {
        var blocks = new List<TextBlock>();
        var lines = new List<TextLine>();
        var words = new List<Word>();
        var position = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            var (startsWord, startsLine, startsBlock) = Starts(pieces, i, SkipTo(text, pieces[i].Text, ref position));
            if (startsLine)
            {
                EndLine(words, lines);
            }
            if (startsBlock)
            {
                EndBlock(lines, blocks);
            }
            AddPiece(words, pieces[i].Word, startsWord);
        }
        EndLine(words, lines);
        EndBlock(lines, blocks);
        return blocks;
    }

    private static (bool Word, bool Line, bool Block) Starts(List<Piece> pieces, int i, bool behindSpace)
    {
        var block = i == 0 || pieces[i].Paragraph != pieces[i - 1].Paragraph;
        var line = block || pieces[i].Line != pieces[i - 1].Line;
        return (line || behindSpace, line, block);
    }

    /// <summary>Moves behind the piece; true if space came before it, or if it is not where it should be.</summary>
    private static bool SkipTo(string text, string piece, ref int position)
    {
        var start = position;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }
        if (string.CompareOrdinal(text, start, piece, 0, piece.Length) != 0)
        {
            return true;
        }
        var behindSpace = start > position;
        position = start + piece.Length;
        return behindSpace;
    }

    private static void AddPiece(List<Word> words, Word piece, bool startsWord)
    {
        if (startsWord || words.Count == 0)
        {
            words.Add(piece);
            return;
        }
        var begun = words[^1];
        var (a, b) = (begun.Text.Length, piece.Text.Length);
        words[^1] = new Word(
            begun.Text + piece.Text, begun.Box.Union(piece.Box), ((begun.Confidence * a) + (piece.Confidence * b)) / Math.Max(1, a + b));
    }

    private static void EndLine(List<Word> words, List<TextLine> lines)
    {
        words.RemoveAll(word => word.Text.All(Rules.Contains));
        if (words.Count > 0)
        {
            JoinFigures(words);
            lines.Add(new TextLine([.. words]));
            words.Clear();
        }
    }

    /// <summary>Letters of one width leave so much room behind a point that a space is seen there: "55. 00".</summary>
    private static void JoinFigures(List<Word> words)
    {
        for (var i = words.Count - 1; i > 0; i--)
        {
            var (left, right) = (words[i - 1], words[i]);
            var isClose = right.Box.X0 - left.Box.X1 < 0.7 * Math.Max(left.Box.Height, right.Box.Height);
            if (isClose && FigureBegun().IsMatch(left.Text) && FigureEnd().IsMatch(right.Text))
            {
                words[i - 1] = new Word(
                    left.Text + right.Text, left.Box.Union(right.Box), Math.Min(left.Confidence!.Value, right.Confidence!.Value));
                words.RemoveAt(i);
            }
        }
    }

    [GeneratedRegex(@"(^|\D)\d+([,.]\d{3})*[.,]$", RegexOptions.CultureInvariant)]
    private static partial Regex FigureBegun();

    [GeneratedRegex(@"^(\d{2}|\d{3}([,.]\d{2,3})*)\)?$", RegexOptions.CultureInvariant)]
    private static partial Regex FigureEnd();

    private static void EndBlock(List<TextLine> lines, List<TextBlock> blocks)
    {
        if (lines.Count > 0)
        {
            blocks.Add(new TextBlock([.. lines]));
            lines.Clear();
        }
    }

    private readonly struct Piece(string[] cells, double scale)
    {
        public string Text => cells[^1];

        public string Line => cells[4];

        public (string, string) Paragraph => (cells[2], cells[3]);

        public Word Word =>
            new(Readable.Keep(Text).Text, new Box(At(6), At(7), At(6) + At(8), At(7) + At(9)), Math.Clamp(Number(10) / 100, 0, 1));

        private double At(int column) => Number(column) * scale;

        private double Number(int column) => double.Parse(cells[column], CultureInfo.InvariantCulture);
    }
}
