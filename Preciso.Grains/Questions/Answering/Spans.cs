using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Grains.Questions.Answering;

/// <summary>Divides a passage into sentences and table rows.</summary>
internal static partial class Spans
{
    /// <summary>A line that ends so far before the others ends a paragraph or is a title.</summary>
    private const double ShortLine = 0.75;

    public static IReadOnlyList<Span> Divide(IReadOnlyList<PassageLine> lines, string? heading)
    {
        var spans = new List<Span>();
        var head = new TableHead(heading);
        var right = lines.Max(line => line.Box.X1);
        for (var i = 0; i < lines.Count;)
        {
            head.Pass(lines[i].Text);
            if (TableHead.IsColumns(lines[i].Text))
            {
                i++;
            }
            else if (TableRow.Is(lines[i].Text))
            {
                spans.Add(new Span(lines[i].Text, i, i, head.Columns, head.Titles));
                i++;
            }
            else
            {
                var end = i + 1;
                while (end < lines.Count && GoesOn(lines[end - 1], lines[end], right))
                {
                    head.Pass(lines[end++].Text);
                }

                spans.AddRange(Sentences(lines, i, end));
                i = end;
            }
        }

        return spans;
    }

    private static bool GoesOn(PassageLine line, PassageLine next, double right)
    {
        if (TableRow.Is(next.Text) || TableHead.IsColumns(next.Text) || (Item().IsMatch(next.Text) && !char.IsDigit(LastOf(line.Text))))
        {
            return false;
        }

        var isNear = next.Box.Y0 >= line.Box.Y0 && next.Box.Y0 - line.Box.Y1 < 0.8 * line.Box.Height;
        var isShort = line.Box.X1 < ShortLine * right && !char.IsLower(next.Text[0]);
        return isNear && !isShort;
    }

    /// <summary>Behind a figure, "2. 28" goes on with a date.</summary>
    private static char LastOf(string line) => line.AsSpan().TrimEnd(". ") is { Length: > 0 } text ? text[^1] : ' ';

    /// <summary>The next of a numbered list, which need not end with a stop.</summary>
    [GeneratedRegex(@"^(?:[(\[]?(?:\d{1,2}|[가-하])[.)\]]|[①-⑳])\s*\p{L}", RegexOptions.CultureInvariant)]
    private static partial Regex Item();

    private static IEnumerable<Span> Sentences(IReadOnlyList<PassageLine> lines, int start, int end)
    {
        var text = string.Join(' ', Enumerable.Range(start, end - start).Select(i => lines[i].Text));
        var from = 0;
        foreach (var stop in Preciso.Reading.Chunking.Sentences.Ends(text).Append(text.Length))
        {
            var sentence = text[from..stop].Trim();
            if (sentence.Length > 0)
            {
                yield return new Span(sentence, LineAt(lines, start, from), LineAt(lines, start, stop - 1), null, null);
            }

            from = stop;
        }
    }

    /// <summary>The line that has the character at an offset into the joined lines.</summary>
    private static int LineAt(IReadOnlyList<PassageLine> lines, int line, int offset)
    {
        while (offset > lines[line].Text.Length)
        {
            offset -= lines[line++].Text.Length + 1;
        }

        return line;
    }
}
