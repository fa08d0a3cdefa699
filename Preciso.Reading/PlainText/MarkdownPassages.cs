using System.Text.RegularExpressions;
using Preciso.Reading.Html;

namespace Preciso.Reading.PlainText;

/// <summary>Markdown: the author's lines without the marks; headings in larger letters, table cells in columns.</summary>
internal sealed partial class MarkdownPassages
{
    private const int LongestPassage = 50;

    private readonly List<SetLine> _lines = [];
    private readonly List<string[]> _rows = [];
    private bool _inCode;
    private bool _startsPage;

    public static IEnumerable<Passage> Read(TextReader text)
    {
        var passages = new MarkdownPassages();
        return TextLines.Read(text).Append("").SelectMany(passages.Take);
    }

    private IEnumerable<Passage> Take(string line)
    {
        var isFence = Fence().IsMatch(line);
        var row = !_inCode && TableRow().IsMatch(line);
        var heading = _inCode ? Match.Empty : Heading().Match(line);
        var ends = isFence || heading.Success || string.IsNullOrWhiteSpace(line) || (!_inCode && Ruler().IsMatch(line));
        if (_lines.Count > 0 && (ends || row || _lines.Count >= LongestPassage))
        {
            yield return End(_lines);
        }
        if (_rows.Count > 0 && (!row || _rows.Count >= LongestPassage))
        {
            yield return End([.. Typesetter.Table(_rows)]);
        }
        _inCode ^= isFence;
        _startsPage |= line == TextLines.FormFeed;
        if (heading.Success)
        {
            yield return End([.. Typesetter.Wrap(Plain(heading.Groups["text"].Value), HeadingSize(heading.Groups["marks"].Length))]);
        }
        else if (row && !TableRuler().IsMatch(line))
        {
            _rows.Add(Cells(line));
        }
        else if (!ends && !row)
        {
            _lines.AddRange(Typesetter.Wrap(_inCode ? line : Plain(Quote().Replace(line, ""))));
        }
    }

    private Passage End(IReadOnlyList<SetLine> lines)
    {
        var passage = new Passage([.. lines], _startsPage);
        _lines.Clear();
        _rows.Clear();
        _startsPage = false;
        return passage;
    }

    private static string[] Cells(string row) =>
        [.. CellEnd().Split(row.Trim().Trim('|')).Select(cell => Plain(cell.Replace("\\|", "|", StringComparison.Ordinal)).Trim())];

    private static string Plain(string line) =>
        Code().Replace(Emphasis().Replace(Link().Replace(WithoutMarks(line), "${text}"), "${text}"), "${text}");

    /// <summary>A mark of a note is no part of the number before it, in Markdown's own way or in HTML's.</summary>
    private static string WithoutMarks(string line)
    {
        var text = NoteMark().Replace(line, "");
        return Raised().IsMatch(text) && HtmlSource.Parse(text).DocumentElement is var root
            ? HtmlText.Read(root, HtmlSight.Plain(root)).Text
            : text;
    }

    private static double HeadingSize(int level) => level switch { 1 => 16, 2 => 14, 3 => 12, _ => 11 };

    [GeneratedRegex(@"^ {0,3}(```|~~~)")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^ {0,3}(?<marks>#{1,6})\s+(?<text>.*?)\s*#*\s*$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ {0,3}([-*_=]\s*){3,}$")]
    private static partial Regex Ruler();

    [GeneratedRegex(@"^\s*\|.*\S")]
    private static partial Regex TableRow();

    [GeneratedRegex(@"^[\s|:-]+$")]
    private static partial Regex TableRuler();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();

    [GeneratedRegex(@"^\s*(>\s?)+")]
    private static partial Regex Quote();

    [GeneratedRegex(@"!?\[(?<text>[^\[\]]*)\]\([^()\s]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<=\S)\[\^[^\]\s]{1,32}\](?!:)")]
    private static partial Regex NoteMark();

    [GeneratedRegex("<su[pb]>", RegexOptions.IgnoreCase)]
    private static partial Regex Raised();

    [GeneratedRegex(@"(?<marks>\*\*|__)(?=\S)(?<text>[^*_]+)(?<=\S)\k<marks>")]
    private static partial Regex Emphasis();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Code();
}
