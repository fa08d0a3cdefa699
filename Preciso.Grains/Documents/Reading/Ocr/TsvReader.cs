using System.Globalization;
using Preciso.Documents;

namespace Preciso.Grains.Documents.Reading.Ocr;

/// <summary>Reads Tesseract's table of words: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.</summary>
internal static class TsvReader
{
    private const int Columns = 12;
    private const string WordLevel = "5";

    /// <summary>Paragraphs become blocks.</summary>
    /// <param name="scale">Points to one pixel.</param>
    public static IReadOnlyList<TextBlock> Read(TextReader output, double scale)
    {
        var blocks = new List<TextBlock>();
        foreach (var paragraph in Rows(output).GroupAdjacentBy(row => (row.Block, row.Paragraph)))
        {
            var lines = paragraph.GroupAdjacentBy(row => row.Line)
                .Select(line => new TextLine(HangulWords.Join([.. line.Select(row => row.Word(scale))])));
            blocks.Add(new TextBlock([.. lines]));
        }
        return blocks;
    }

    private static IEnumerable<Row> Rows(TextReader output)
    {
        while (output.ReadLine() is { } line)
        {
            var cells = line.Split('\t', Columns);
            if (cells.Length == Columns && cells[0] == WordLevel && Readable.Keep(cells[11]).Text is { Length: > 0 } text)
            {
                yield return new Row(cells, text);
            }
        }
    }

    private static List<List<T>> GroupAdjacentBy<T, TKey>(this IEnumerable<T> items, Func<T, TKey> key)
    {
        var groups = new List<List<T>>();
        foreach (var item in items)
        {
            if (groups.Count > 0 && EqualityComparer<TKey>.Default.Equals(key(groups[^1][0]), key(item)))
            {
                groups[^1].Add(item);
            }
            else
            {
                groups.Add([item]);
            }
        }
        return groups;
    }

    private sealed record Row(string[] Cells, string Text)
    {
        public string Block => Cells[2];

        public string Paragraph => Cells[3];

        public string Line => Cells[4];

        public Word Word(double scale)
        {
            var (x, y) = (Number(6) * scale, Number(7) * scale);
            var box = new Box(x, y, x + (Number(8) * scale), y + (Number(9) * scale));
            return new Word(Text, box, Math.Clamp(Number(10) / 100, 0, 1));
        }

        private double Number(int column) => double.Parse(Cells[column], CultureInfo.InvariantCulture);
    }
}
