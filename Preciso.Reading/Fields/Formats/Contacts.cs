using System.Text.RegularExpressions;

namespace Preciso.Reading.Fields.Formats;

/// <summary>Phone numbers, e-mail addresses and bank accounts.</summary>
internal static partial class Contacts
{
    public static IEnumerable<FoundText> Phones(string text) =>
        Phone().Matches(text).Where(match => match.Value.Count(char.IsAsciiDigit) is >= 8 and <= 15)
            .Select(match => new FoundText(match.Index, match.Length, DigitsAnd(match.Value, '+'), 1));

    public static IEnumerable<FoundText> Emails(string text) =>
        Email().Matches(text).Select(match => new FoundText(match.Index, match.Length, match.Value.ToLowerInvariant(), 1));

    public static IEnumerable<FoundText> Accounts(string text) =>
        Account().Matches(text).Where(match => match.Value.Count(char.IsAsciiDigit) is >= 9 and <= 16)
            .Select(match => new FoundText(match.Index, match.Length, DigitsAnd(match.Value, '-'), 0.9));

    private static string DigitsAnd(string text, char other) => string.Concat(text.Where(c => char.IsAsciiDigit(c) || c == other));

    [GeneratedRegex(@"(?<![\d-])(?:\+\d{1,3}[\s-]?)?(?:\(0?\d{1,4}\)|0?\d{1,4})[\s)-]{0,2}\d{3,4}[\s-]{0,2}\d{3,4}(?![\d-])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}", RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<![\d-])\d{2,6}-\d{2,6}-\d{2,8}(?:-\d{1,3})?(?![\d-])|(?<![\d-])\d{10,14}(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Account();
}
