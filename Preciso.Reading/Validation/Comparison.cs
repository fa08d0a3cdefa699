using Preciso.Documents;
using Preciso.Reading.Fields.Formats;
using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Validation;

internal enum Verdict
{
    Same,

    /// <summary>A name with a slip; a person should look.</summary>
    Alike,

    /// <summary>One of the days that the date may be.</summary>
    Ambiguous,
    Different,
}

/// <summary>
/// Compares a field with a text as the field's type says: amounts by value, dates by day, names by likeness, numbers never by likeness.
/// </summary>
internal readonly record struct Comparison(Verdict Verdict, double? Similarity = null)
{
    public const double Same = 0.92;
    public const double Alike = 0.8;

    public static Comparison Compare(DocumentField field, string expected) => field.Type switch
    {
        FieldType.Amount or FieldType.Number =>
            Exact(Amounts.Parse(expected) is { } amount && field.Value is { } value
                ? Amounts.Decimal(amount) == Amounts.Decimal(value)
                : SameText(field, expected)),
        FieldType.Date => OfDates(field, expected),
        FieldType.Text or FieldType.Address => OfTexts(field.Printed, expected),
        FieldType.ResidentNumber =>
            Exact(Digits(ResidentNumbers.Mask(expected)) == Digits(field.Printed) && ResidentNumbers.HasForm(expected)),
        FieldType.Email => Exact(string.Equals(field.Printed.Trim(), expected.Trim(), StringComparison.OrdinalIgnoreCase)),
        _ => Exact(Digits(field.Printed) is { Length: > 0 } digits && digits == Digits(expected)),
    };

    /// <summary>As it may be shown: a resident number that somebody expects is not to be kept either.</summary>
    public static string Shown(string expected) => ResidentNumbers.Mask(expected);

    private static Comparison OfDates(DocumentField field, string expected)
    {
        var day = Dates.Parse(expected, DateOrder.Unknown);
        if (day is null)
        {
            return Exact(SameText(field, expected));
        }
        var isOneOf = field.Value is null && Orders.Any(order => Dates.Parse(field.Printed, order) == day);
        return isOneOf ? new Comparison(Verdict.Ambiguous) : Exact(field.Value == day);
    }

    private static Comparison OfTexts(string printed, string expected)
    {
        var likeness = Math.Round(Likeness.Compute(printed, expected), 4);
        var verdict = likeness >= Same ? Verdict.Same : likeness >= Alike && !IsNumber(expected) ? Verdict.Alike : Verdict.Different;
        return new Comparison(
            verdict == Verdict.Same && IsNumber(expected) && NormalText.Key(printed) != NormalText.Key(expected)
                ? Verdict.Different
                : verdict,
            likeness);
    }

    private static readonly DateOrder[] Orders = [DateOrder.DayFirst, DateOrder.MonthFirst, DateOrder.YearFirst];

    private static Comparison Exact(bool same) => new(same ? Verdict.Same : Verdict.Different);

    /// <summary>What is no number or date, or two, is only the same if it is printed so.</summary>
    private static bool SameText(DocumentField field, string expected) =>
        string.Equals(field.Printed.Trim(), expected.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Mostly digits: an invoice's or an approval's number.</summary>
    private static bool IsNumber(string text) => text.Count(char.IsDigit) * 2 >= text.Count(char.IsLetterOrDigit);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
