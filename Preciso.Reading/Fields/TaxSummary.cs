using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Fields.Layout;

namespace Preciso.Reading.Fields;

/// <summary>Below a bill's total many print how its tax came about, with a total of its own: net and tax side by side.</summary>
internal static partial class TaxSummary
{
    private const double Doubtful = 0.5;

    public static double Doubt(FieldCandidate found, IReadOnlyList<LayoutRow> rows) =>
        found.Field is { Type: FieldType.Amount, Position: FieldPosition.Bottom }
        && rows.Any(row => row.Page == found.Page && row.Box.Y1 < found.Box.Y1 && Head().IsMatch(row.Text)) ? Doubtful : 1;

    [GeneratedRegex(
        @"\b(?:gst|sst|vat|tax)\s*(?:summary|analysis|breakdown)|\b(?:tax\s?)?code\b.*\b(?:amt|amount|net)\b.*\btax\b|\bamount\s?\(\w+\)\s+(?:tax|gst)\s?\(", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Head();
}
