using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Fields.Formats;

namespace Preciso.Reading.Fields.Layout;

/// <summary>
/// Who a document is from, where no label says so: the first line that is a company by its legal form, else the first that
/// stands out, above address, phone and the rest.
/// </summary>
internal static partial class Headline
{
    private const int RowsLooked = 12;
    private const int LongestName = 80;
    private const double ByLegalForm = 0.9;
    private const double ByPlace = 0.65;

    /// <summary>Less sure words at the top of a scan are stains and logos.</summary>
    private const double Legible = 0.5;

    public static FieldCandidate? Find(FieldDefinition field, IReadOnlyList<LayoutRow> rows)
    {
        var head = Head(rows);
        if (head.Count == 0)
        {
            return null;
        }
        var byForm = head.FindIndex(row => Vocabulary.HasLegalForm(Name(row.Text)) || Vocabulary.IsOnlyLegalForm(Name(row.Text)));
        var first = byForm >= 0 ? byForm : head.IndexOf(head.Take(3).MaxBy(row => Math.Round(row.Height / 4))!);
        var (from, to) = (first, first);
        while (from > 0 && Name(head[from].Text) is var name
            && (Vocabulary.IsOnlyLegalForm(name) || IsRestOfName(head[from - 1], head[from])))
        {
            from--;
        }
        if (to + 1 < head.Count && Vocabulary.IsOnlyLegalForm(Name(head[to + 1].Text)))
        {
            to++;
        }
        return Make(field, head.GetRange(from, to - from + 1), byForm >= 0 ? ByLegalForm : ByPlace);
    }

    /// <summary>The rows above everything that is no name.</summary>
    private static List<LayoutRow> Head(IReadOnlyList<LayoutRow> rows)
    {
        var head = new List<LayoutRow>();
        foreach (var row in rows.Take(RowsLooked))
        {
            if (PostalAddress.Begins(row) && !Vocabulary.HasLegalForm(Name(row.Text)))
            {
                break;
            }
            if (IsName(row))
            {
                head.Add(row);
            }
        }
        return head;
    }

    private static bool IsName(LayoutRow row)
    {
        var name = Name(row.Text);
        return name.Count(char.IsLetter) >= 2 && name.Length <= LongestName && row.Confidence >= Legible
            && (Vocabulary.HasLegalForm(name) || name.Count(char.IsLetter) * 2 > name.Count(c => !char.IsWhiteSpace(c)))
            && !Vocabulary.IsStop(row.Text) && !Vocabulary.IsTitle(name)
            && !Dates.Find(row.Text, DateOrder.Unknown).Any()
            && (Vocabulary.HasLegalForm(name) || !Amounts.Find(row.Text).Any(found => found.Certainty == 1));
    }

    /// <summary>
    /// The line above was broken where the name went on: its last word is a legal form's beginning, or this line opens in brackets.
    /// </summary>
    private static bool IsRestOfName(LayoutRow above, LayoutRow row) => row.Text.StartsWith('(') && row.Box.Y0 - above.Box.Y1 < row.Height
        || (row.Segments.Count == 1 && NameWords(row) < 2 && Vocabulary.HasLegalForm("a " + Name(row.Text))
            && row.Box.Y0 - above.Box.Y1 < row.Height);

    private static int NameWords(LayoutRow row) =>
        Bracketed().Replace(Name(row.Text), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Count(word => !Vocabulary.IsOnlyLegalForm(word));

    private static FieldCandidate Make(FieldDefinition field, List<LayoutRow> rows, double certainty)
    {
        var names = rows.Select(row => (Row: row, Name: Name(row.Text))).ToList();
        var printed = string.Join(' ', names.Select(pair => pair.Name));
        return new FieldCandidate(
            field, printed, FieldFormats.Parse(field.Type, printed, DateOrder.Unknown), rows[0].Page,
            Box.Around(names.Select(pair => pair.Row.BoxOf(0, pair.Name.Length))), string.Join(' ', rows.Select(row => row.Text)),
            certainty, rows.Average(row => row.Confidence));
    }

    /// <summary>Without the registration number that often follows, and what recognition made of ornaments.</summary>
    private static string Name(string text) =>
        Vocabulary.MendLegalForm(Registration().Replace(text, "").Trim(' ', '*', '=', '-', '~', '_', '|', ':', ',', '"', '\''));

    [GeneratedRegex(@"\s*[\(\[{]?\s*(?:(?:co|company|reg|roc|no|regn?)\b[\s.:]*)*\d[\d\s-]{4,}\s*-?\s?[A-Z0-9]?\s*[\)\]}.,]*\s*$|^#\d+\s+",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Registration();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Bracketed();
}
