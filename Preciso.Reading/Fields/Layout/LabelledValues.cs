using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Fields.Formats;

namespace Preciso.Reading.Fields.Layout;

/// <summary>The values that labels point at: behind them, in the next column, or below.</summary>
internal sealed partial class LabelledValues(DocumentType type, DateOrder order)
{
    private const double WithColon = 1;
    private const double NextColumn = 0.95;
    private const double Behind = 0.6;
    private const double Below = 0.8;

    /// <summary>Other words stand between label and value: "Total items 3".</summary>
    private const double Qualified = 0.6;

    /// <summary>As far below as this many lines are high.</summary>
    private const double Reach = 2.5;

    private readonly Labels _labels = new(type);

    public IEnumerable<FieldCandidate> In(IReadOnlyList<LayoutRow> rows)
    {
        var hits = rows.Select(_labels.In).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            foreach (var hit in hits[i])
            {
                var end = hits[i].FirstOrDefault(next => next.Start >= hit.End)?.Start ?? rows[i].Text.Length;
                var found = Beside(rows[i], hit, end) ?? (i + 1 < rows.Count ? UnderIt(rows[i], hit, rows[i + 1], hits[i + 1]) : null);
                if (found is not null)
                {
                    yield return found;
                }
            }
        }
    }

    /// <summary>Between the label and the next one (or the row's end).</summary>
    private FieldCandidate? Beside(LayoutRow row, LabelHit hit, int end) =>
        FieldFormats.HasForm(hit.Field) ? FormBeside(row, hit, end) : TextBeside(row, hit, end);

    /// <summary>Money stands at the right end of its row; other things follow their label at once.</summary>
    private FieldCandidate? FormBeside(LayoutRow row, LabelHit hit, int end)
    {
        var rest = row.Text[hit.End..end];
        var all = FieldFormats.Find(hit.Field, rest, order).ToList();
        all = all.FindAll(found => !Remark().IsMatch(rest[..found.Start])) is { Count: > 0 } meant ? meant : all;
        if (all.Count == 0)
        {
            return null;
        }
        var best = all.Max(found => found.Certainty);
        var value = hit.Field.Type == FieldType.Amount ? all.Last(found => found.Certainty == best) : all[0];
        var between = Bracketed().Replace(rest[..(hit.Field.Type == FieldType.Amount ? all[0].Start : value.Start)], " ");
        var qualified = Without().IsMatch(rest[..value.Start]) ? Qualified * Qualified : Letters().IsMatch(between) ? Qualified : 1;
        return Make(row, hit, hit.End + value.Start, value.Length, value.Value, value.Certainty * qualified);
    }

    private FieldCandidate? TextBeside(LayoutRow row, LabelHit hit, int end)
    {
        var segment = row.SegmentAt(hit.End);
        var separator = Separator().Match(row.Text, hit.End);
        var start = hit.End + separator.Length;
        var isNext = start > segment.End.Value;
        var stop = Math.Min(end, start < row.Text.Length ? row.SegmentAt(start).End.Value : end);
        var text = start < stop ? row.Text[start..stop].TrimEnd(' ', '(', '[', '|', '-', ':') : "";
        var place = separator.ValueSpan.IndexOfAny(":：=") >= 0 ? WithColon : isNext ? NextColumn : Behind;
        return text.Any(char.IsLetterOrDigit)
            ? Make(row, hit, start, text.Length, FieldFormats.Parse(hit.Field.Type, text, order), place)
            : null;
    }

    private FieldCandidate? UnderIt(LayoutRow row, LabelHit hit, LayoutRow below, IReadOnlyList<LabelHit> labels)
    {
        var label = row.BoxOf(hit.Start, hit.End);
        if (below.Box.Y0 - label.Y1 > Reach * row.Height)
        {
            return null;
        }
        var column = below.Segments.FirstOrDefault(segment =>
            Overlap(label, below.BoxOf(segment.Start.Value, segment.End.Value)) > 0
                && !labels.Any(other => segment.Start.Value <= other.Start && other.Start < segment.End.Value));
        if (column.Equals(default))
        {
            return hit.Field.Type == FieldType.Amount && labels.Count == 0 && !Letters().IsMatch(below.Text)
                ? InNextLine(below, hit)
                : null;
        }
        var (start, text) = (column.Start.Value, below.Text[column]);
        if (!FieldFormats.HasForm(hit.Field))
        {
            return text.Any(char.IsLetterOrDigit)
                ? Make(below, hit, start, text.Length, FieldFormats.Parse(hit.Field.Type, text, order), Below * NextColumn)
                : null;
        }
        var found = FieldFormats.Find(hit.Field, text, order)
            .OrderByDescending(piece => Overlap(label, below.BoxOf(start + piece.Start, start + piece.End))).ToList();
        return found is [var value, ..] ? Make(below, hit, start + value.Start, value.Length, value.Value, value.Certainty * Below) : null;
    }

    /// <summary>The amount is printed at the right end, as ever, but a line lower.</summary>
    private FieldCandidate? InNextLine(LayoutRow below, LabelHit hit) =>
        FieldFormats.Find(hit.Field, below.Text, order).ToList() is [.., var last]
            ? Make(below, hit, last.Start, last.Length, last.Value, last.Certainty * Below)
            : null;

    private static FieldCandidate Make(LayoutRow row, LabelHit hit, int start, int length, string? value, double certainty) => new(
        hit.Field, row.Text.Substring(start, length), value, row.Page, row.BoxOf(start, start + length), row.Text,
        certainty * hit.Certainty, row.ConfidenceOf(start, start + length));

    private static double Overlap(Box a, Box b) => Math.Min(a.X1, b.X1) - Math.Max(a.X0, b.X0);

    [GeneratedRegex(@"\G[\s\])]*[:：=\-–.·|]*\s*")]
    private static partial Regex Separator();

    [GeneratedRegex(
        @"\([^)]*\)|\[[^\]]*\]|\b(?:RM|MYR|KRW|USD|EUR|GBP|won|no|number|incl\w*|of|with|after|gst|sst|vat|tax|sales|adj\w*|round\w*)\b|포함",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\b(?:excl\w*|without|before)\b|제외|별도", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Without();

    /// <summary>What stands in brackets after words is said about the value: "(incl. 0.72 GST)".</summary>
    [GeneratedRegex(@"\([^)]*\p{L}[^)]*\z")]
    private static partial Regex Remark();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Letters();
}
