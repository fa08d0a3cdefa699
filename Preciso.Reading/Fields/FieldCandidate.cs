using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Fields.Formats;

namespace Preciso.Reading.Fields;

/// <summary>What a field's value might be.</summary>
/// <param name="Certainty">0 to 1, of the label, the place and the format together.</param>
/// <param name="Legibility">0 to 1: how sure its words were read.</param>
internal sealed partial record FieldCandidate(
    FieldDefinition Field, string Printed, string? Value, PageReading Page, Box Box, string Snippet, double Certainty, double Legibility)
{
    /// <summary>A faint word behind the right label is rather the value than a clear one behind a doubtful label.</summary>
    private const double WeightOfLegibility = 0.3;

    private const int LongestPrinted = 500;
    private const int LongestSnippet = 500;

    /// <summary>For choosing among candidates.</summary>
    public double Likelihood => Certainty * (1 - (WeightOfLegibility * (1 - Legibility)));

    /// <summary>Masked before it is kept anywhere: a resident number may stand in any line.</summary>
    public DocumentField ToField() => new(
        Field.Name, Field.Type, Cut(ResidentNumbers.Mask(Print()), LongestPrinted), Value, Page.Page, Box,
        Cut(ResidentNumbers.Mask(Snippet), LongestSnippet), Page.Method, Math.Round(Math.Clamp(Certainty * Legibility, 0, 1), 4));

    /// <summary>
    /// A currency that stands apart is not part of the number, and recognition sees gaps within numbers and dates where none were printed.
    /// </summary>
    private string Print() => Field.Type switch
    {
        FieldType.Amount or FieldType.Number => Gap().Replace(Currency().Replace(Printed, ""), "$1"),
        FieldType.Date => DateGap().Replace(Printed, "$1"),
        _ => Printed,
    };

    [GeneratedRegex(@"^\s*(?:\p{L}{1,3}\$?|[$₩€£¥\\])\s+(?=\d)")]
    private static partial Regex Currency();

    [GeneratedRegex(@"\s*([.,])\s*(?=\d)")]
    private static partial Regex Gap();

    [GeneratedRegex(@"\s*([-/])\s*")]
    private static partial Regex DateGap();

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
