using System.Text.RegularExpressions;
using Preciso.Grains.Documents.Chunking;

namespace Preciso.Grains.Questions.Answering;

/// <summary>Divides a passage into sentences and table rows.</summary>
internal static partial class Spans
{
    public static IReadOnlyList<Span> Of(IReadOnlyList<PassageLine> lines, string? heading)
    {
        var spans = new List<Span>();
        var head = HeadIn(heading);
        for (var i = 0; i < lines.Count;)
        {
            if (Figures.IsColumnHead(lines[i].Text))
            {
                head = lines[i++].Text;
            }
            else if (IsRow(lines[i].Text))
            {
                spans.Add(new Span(lines[i].Text, i, i, head));
                i++;
            }
            else
            {
                var end = ParagraphEnd(lines, i);
                spans.AddRange(Sentences(lines, i, end));
                i = end;
            }
        }

        return spans;
    }

    /// <summary>A label and figures after it, on one line.</summary>
    public static bool IsRow(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var figures = words.Reverse().TakeWhile(Figures.IsFigure).Count();
        return figures > 0 && figures < words.Length && words.Length - figures <= LongestLabel && !line.EndsWith('.');
    }

    private const int LongestLabel = 16;

    /// <summary>In the middle of a table the column heads are the last part of what it stands under.</summary>
    private static string? HeadIn(string? heading) =>
        heading?.Split(" · ").LastOrDefault() is { } last && Figures.IsColumnHead(last) ? last : null;

    private static int ParagraphEnd(IReadOnlyList<PassageLine> lines, int start)
    {
        var end = start + 1;
        while (end < lines.Count && !IsRow(lines[end].Text) && !Figures.IsColumnHead(lines[end].Text))
        {
            end++;
        }

        return end;
    }

    private static IEnumerable<Span> Sentences(IReadOnlyList<PassageLine> lines, int start, int end)
    {
        var text = string.Join(' ', Enumerable.Range(start, end - start).Select(i => lines[i].Text));
        var from = 0;
        foreach (var stop in SentenceEnd().Matches(text).Select(match => match.Index + match.Length).Append(text.Length))
        {
            var sentence = text[from..stop].Trim();
            if (sentence.Length > 0)
            {
                yield return new Span(sentence, LineAt(lines, start, from), LineAt(lines, start, stop - 1), null);
            }

            from = stop;
        }
    }

    private static int LineAt(IReadOnlyList<PassageLine> lines, int line, int offset)
    {
        while (offset > lines[line].Text.Length)
        {
            offset -= lines[line++].Text.Length + 1;
        }

        return line;
    }

    // A full stop ends a sentence before a capital, a Hangul syllable or a quotation; not after Inc., No. or an initial.
    [GeneratedRegex("""(?<!\b(Inc|Corp|Co|Ltd|No|Mr|Ms|Mrs|Dr|St|vs|U\.S|[A-Z]))[.!?。][”"’')\]]*\s+(?=[“"‘'(\[]?[A-Z가-힣•])|\s(?=[•▪●])""", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
