using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Fields.Layout;

/// <summary>A label as it stands in a row.</summary>
/// <param name="Start">In the row's text.</param>
/// <param name="Certainty">
/// 0 to 1: exact before nearly so, at the head of a column before amid text, likely labels before rare ones.
/// </param>
internal sealed record LabelHit(FieldDefinition Field, int Start, int End, double Certainty);

/// <summary>Finds a type's labels in a row. Where one contains another (grand total, total), the longer one holds the place.</summary>
internal sealed partial class Labels(DocumentType type)
{
    /// <summary>Shorter labels have to be printed exactly.</summary>
    private const int ShortestAlike = 5;
    private const double LeastAlike = 0.8;
    private const double AmidText = 0.75;

    /// <summary>The last label of a list is so much less likely than the first; those before the end hardly.</summary>
    private const double RarestLabel = 0.4;

    private readonly List<(FieldDefinition Field, string Key, double Certainty)> _labels =
        [.. type.Fields
            .SelectMany(field => field.Labels.Select(
                (label, rank) => (field, NormalText.Key(label), 1 - (RarestLabel * Math.Pow((double)rank / field.Labels.Count, 4)))))
            .Where(label => label.Item2.Length > 0)];

    public IReadOnlyList<LabelHit> In(LayoutRow row)
    {
        var hits = _labels.SelectMany(label => Exact(row, label.Field, label.Key, label.Certainty)).ToList();
        foreach (var segment in row.Segments.Where(segment => !hits.Exists(hit => Holds(segment, hit.Start))))
        {
            hits.AddRange(Alike(row, segment).OrderByDescending(hit => hit.Certainty).Take(1));
        }
        var longest = hits.Where(hit => !hits.Exists(other => IsWithin(hit, other))).OrderBy(hit => hit.Start).ToList();
        return [.. longest.Where((hit, i) => i == 0 || !IsPartOf(row.Text, longest[i - 1], hit))];
    }

    /// <summary>"Total incl. GST", "Total due (GST inc)": a label within what another one says about itself.</summary>
    private static bool IsPartOf(string text, LabelHit before, LabelHit hit) =>
        hit.Start >= before.End && Qualifier().IsMatch(text[before.End..hit.Start]);

    private static IEnumerable<LabelHit> Exact(LayoutRow row, FieldDefinition field, string key, double certainty)
    {
        var letters = row.Key.Letters;
        for (var at = letters.IndexOf(key, StringComparison.Ordinal); at >= 0; at = letters.IndexOf(key, at + 1, StringComparison.Ordinal))
        {
            var (start, end) = (row.Key.PlaceOf(at), row.Key.PlaceOf(at + key.Length - 1) + 1);
            if (IsWordStart(row.Text, start) && IsWordEnd(row.Text, end))
            {
                var leads = row.Segments.Any(segment => Holds(segment, start) && !row.Text[segment.Start.Value..start].Any(char.IsLetter));
                yield return new LabelHit(field, start, end, leads ? certainty : certainty * AmidText);
            }
        }
    }

    /// <summary>Recognition may have misread a letter of a label that a column begins with.</summary>
    private IEnumerable<LabelHit> Alike(LayoutRow row, Range segment)
    {
        var text = row.Text;
        foreach (var (field, key, certainty) in _labels.Where(label => label.Key.Length >= ShortestAlike))
        {
            for (var end = segment.Start.Value + 1; end <= segment.End.Value && end - segment.Start.Value <= (2 * key.Length) + 2; end++)
            {
                if (!char.IsLetterOrDigit(text[end - 1]) || (end < text.Length && char.IsLetterOrDigit(text[end])))
                {
                    continue;
                }
                var printed = NormalText.Key(text[segment.Start.Value..end]);
                if (Math.Abs(printed.Length - key.Length) <= 1
                    && EditDistance.Likeness(Jamo.Decompose(printed), Jamo.Decompose(key)) is >= LeastAlike and var alike)
                {
                    yield return new LabelHit(field, segment.Start.Value, end, certainty * alike);
                }
            }
        }
    }

    [GeneratedRegex(@"\A[^\d:]*(?:\b(?:incl\w*|excl\w*|with|without|before|after|of)\b|\([^)\d]*\z|포함|제외)[^\d:]*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Qualifier();

    private static bool Holds(Range segment, int place) => segment.Start.Value <= place && place < segment.End.Value;

    private static bool IsWithin(LabelHit hit, LabelHit other) =>
        other.Start <= hit.Start && hit.End <= other.End && other.End - other.Start > hit.End - hit.Start;

    private static bool IsWordStart(string text, int at) =>
        at == 0 || !char.IsLetterOrDigit(text[at - 1]) || (Hangul.IsLetter(text[at]) && !Hangul.IsLetter(text[at - 1]));

    private static bool IsWordEnd(string text, int at) =>
        at >= text.Length || !char.IsLetter(text[at]) || (Hangul.IsLetter(text[at - 1]) && !Hangul.IsLetter(text[at]));
}
