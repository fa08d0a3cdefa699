using System.Text.RegularExpressions;

namespace Preciso.Grains.Datasets;

/// <summary>Takes what identifies a person out of text that models are trained on, and leaves what it was.</summary>
public static partial class PersonalData
{
    public static string Mask(string text) => Account().Replace(
        Phone().Replace(
            Card().Replace(
                Resident().Replace(
                    Email().Replace(text, "[email]"), "[resident_number]"), "[card]"), "[phone]"), "[account]");

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(\.[\w-]+)+", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    // 주민등록번호 and 외국인등록번호, whole or with its end starred.
    [GeneratedRegex(@"(?<!\d)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\s?[-–]\s?[1-8*][\d*●]{6}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Resident();

    [GeneratedRegex(@"(?<!\d)\d{4}[- ][\d*]{4}[- ][\d*]{4}[- ]\d{4}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Card();

    [GeneratedRegex(
        @"(?<![\d-])(\+82[- ]?\(?0?\)?1[016789]|01[016789]|0(2|[3-6]\d|70))[-. )]\s?\d{3,4}[-. ]\d{4}(?![\d-])|(?<!\d)\+\d{1,3}[- ]\d{1,4}([- ]\d{2,4}){2,3}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    // Three or four groups as Korean banks print them; dates and business numbers (3-2-5) are shorter.
    [GeneratedRegex(
        @"(?<![\d-])(?!\d{3}-\d{2}-\d{5}(?![\d-]))(\d{3,6}-\d{2,6}-\d{4,8}(-\d{1,3})?)(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Account();
}
