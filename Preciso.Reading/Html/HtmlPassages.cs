using System.Globalization;
using AngleSharp.Dom;
using Preciso.Documents;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Html;

/// <summary>Headings, paragraphs, lists and tables of a page, in the order in which they stand there.</summary>
internal sealed class HtmlPassages(HtmlSight sight)
{
    private readonly TextBuffer _text = new();
    private readonly Stack<(INode Node, int? Since)> _steps = new();
    private readonly Stack<Place> _places = new([new Place(BlockKind.Paragraph)]);
    private string? _marker;

    /// <summary>Of a page that states no facts.</summary>
    public static IEnumerable<Passage> Read(IElement root) => new HtmlPassages(HtmlSight.Plain(root)).Walk(root);

    public IEnumerable<Passage> Walk(INode root)
    {
        _steps.Push((root, null));
        while (_steps.TryPop(out var step))
        {
            var passages = step.Node switch
            {
                IText text => sight.Styles.IsSeen(text) ? Take(text) : [],
                IElement left when step.Since is { } since => Leave(left, since),
                IElement entered => sight.Styles.IsGone(entered) ? [] : Enter(entered),
                _ => [],
            };
            foreach (var passage in passages)
            {
                yield return passage;
            }
        }
        foreach (var passage in Flush())
        {
            yield return passage;
        }
    }

    private IEnumerable<Passage> Enter(IElement element)
    {
        if (element.LocalName == "br")
        {
            _text.Break();
            return [];
        }
        if (!HtmlElements.IsBlock(element))
        {
            if (!HtmlMarks.Take(element, sight, _text))
            {
                Go(element, _text.Length);
            }
            return [];
        }
        var before = Flush().Concat(sight.Styles.BreaksBefore(element) ? [Setting.Page()] : []).ToList();
        if (element.LocalName == "table" && !HtmlTable.IsLayout(element))
        {
            return before.Concat(Table(element)).Concat(sight.Styles.BreaksAfter(element) ? [Setting.Page()] : []);
        }
        _marker = MarkerOf(element, _places.Peek()) ?? _marker;
        _places.Push(PlaceOf(element));
        Go(element, 0);
        return before;
    }

    private void Go(IElement element, int length)
    {
        _text.Append(sight.Styles.Printed(element).Before);
        _steps.Push((element, sight.Facts.ContainsKey(element) ? _text.Begin() : length));
        for (var child = element.LastChild; child is not null; child = child.PreviousSibling)
        {
            _steps.Push((child, null));
        }
    }

    private IEnumerable<Passage> Leave(IElement element, int since)
    {
        if (sight.Facts.TryGetValue(element, out var fact))
        {
            _text.Mark(since, fact);
        }
        _text.Append(sight.Styles.Printed(element).After);
        if (!HtmlElements.IsBlock(element))
        {
            return [];
        }
        var passages = Flush().ToList();
        _places.Pop();
        return sight.Styles.BreaksAfter(element) ? passages.Append(Setting.Page()) : passages;
    }

    /// <summary>A file may be one single text: it is taken piece by piece.</summary>
    private IEnumerable<Passage> Take(IText text)
    {
        var data = text.Data;
        for (var from = 0; from < data.Length;)
        {
            var to = Math.Min(data.Length, from + Setting.LongestText);
            if (to < data.Length && data.LastIndexOf(' ', to - 1, to - from) is var space && space > from)
            {
                to = space;
            }
            if (_places.Peek().Keeps)
            {
                AppendLines(data[from..to]);
            }
            else
            {
                _text.Append(data.AsSpan(from, to - from));
            }
            from = to;
            foreach (var passage in _text.Length >= Setting.LongestText ? Flush() : [])
            {
                yield return passage;
            }
        }
    }

    private void AppendLines(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                _text.Break();
            }
            _text.Append(lines[i]);
        }
    }

    private IEnumerable<Passage> Table(IElement table)
    {
        var caption = HtmlTable.Caption(table) is { } element ? HtmlText.Read(element, sight) : null;
        if (caption is { Text.Length: > 0 })
        {
            yield return Setting.Heading(caption, 4);
        }
        foreach (var row in SetTable.Rows(HtmlTable.Rows(table, sight), caption is { Text.Length: > 0 } ? caption.Text : null))
        {
            yield return row;
        }
    }

    private IEnumerable<Passage> Flush()
    {
        var text = _text.Take();
        if (text.Text.Length == 0)
        {
            return [];
        }
        var place = _places.Peek();
        if (_marker is { } marker)
        {
            text = new MarkedText(marker + text.Text,
                [.. text.Marks.Select(mark => mark with { Start = mark.Start + marker.Length, End = mark.End + marker.Length })]);
            _marker = null;
        }
        return [place.Kind switch
        {
            BlockKind.Heading => Setting.Heading(text, place.Level),
            BlockKind.List => Setting.Item(text, place.Depth),
            BlockKind.Footer => Setting.Footer(text),
            _ => Setting.Paragraph(text),
        }];
    }

    private Place PlaceOf(IElement element)
    {
        var outer = _places.Peek();
        var kind = HtmlElements.KindOf(element, outer.Kind);
        return new Place(
            kind,
            kind == BlockKind.Heading && element.LocalName is ['h', var level] ? level - '0' : outer.Level,
            element.LocalName is "ul" or "ol" ? outer.Depth + 1 : outer.Depth,
            outer.Keeps || element.LocalName == "pre")
        {
            Number = FirstNumber(element),
        };
    }

    /// <summary>Counted in the place of the list around.</summary>
    private static string? MarkerOf(IElement element, Place list) =>
        element.LocalName != "li" ? null : list.Number is null ? "• " : $"{list.Number++}. ";

    private static int? FirstNumber(IElement element) => element.LocalName != "ol" ? null
        : int.TryParse(element.GetAttribute("start"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var start) ? start : 1;

    /// <param name="Level">Of the heading.</param>
    /// <param name="Depth">Of the lists around.</param>
    /// <param name="Keeps">Line ends (pre).</param>
    private sealed record Place(BlockKind Kind, int Level = 0, int Depth = -1, bool Keeps = false)
    {
        /// <summary>Of the next item of a numbered list.</summary>
        public int? Number { get; set; }
    }
}
