using System.Text.RegularExpressions;

namespace Preciso.Reading.Fields.Formats;

/// <summary>사업자등록번호: ten digits, of which the last checks the others.</summary>
internal static partial class BusinessNumbers
{
    private const double WrongDigit = 0.5;
    private const double Unseparated = 0.8;

    private static readonly int[] Weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];

    public static IEnumerable<FoundText> Find(string text)
    {
        foreach (Match match in Form().Matches(text))
        {
            var value = Parse(match.Value);
            yield return new FoundText(
                match.Index, match.Length, value, value is null ? WrongDigit : match.Groups["dash"].Success ? 1 : Unseparated);
        }
    }

    /// <summary>As 123-45-67891; null if it is none or its check digit is wrong.</summary>
    public static string? Parse(string text) =>
        Digits(text) is { } digits && IsValid(digits) ? $"{digits[..3]}-{digits[3..5]}-{digits[5..]}" : null;

    /// <summary>It has the form of one, whatever its check digit.</summary>
    public static bool HasForm(string text) => Digits(text) is not null;

    private static string? Digits(string text) =>
        Form().Match(text) is { Success: true } match ? string.Concat(match.Value.Where(char.IsAsciiDigit)) : null;

    private static bool IsValid(string digits)
    {
        var sum = Weights.Select((weight, i) => weight * (digits[i] - '0')).Sum() + ((digits[8] - '0') * Weights[8] / 10);
        return (10 - (sum % 10)) % 10 == digits[9] - '0';
    }

    [GeneratedRegex(@"(?<![\d-])[0-9]{3}\s?(?<dash>[-–]\s?)?[0-9]{2}\s?[-–]?\s?[0-9]{5}(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
