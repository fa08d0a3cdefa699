using System.Text.RegularExpressions;

namespace Preciso.Reading.Structure;

/// <summary>
/// Raised print (marks of footnotes, powers) in characters that are raised themselves, so that a mark never becomes a digit of the number
/// or the name that it stands at: 612³, Revenue¹, (주1).
/// </summary>
internal static partial class RaisedText
{
    /// <summary>What is longer is no mark: it stands apart.</summary>
    private const int Longest = 6;

    public const string Digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private const string Brackets = "()[]（）";

    public static string Read(string text)
    {
        var mark = text.Trim();
        return mark.Length > Longest ? (mark.Any(char.IsAsciiDigit) ? $" {mark} " : text)
            : mark.Any(char.IsAsciiDigit) ? Around(text, Digit(mark))
            : mark.Length == 1 && char.IsAsciiLetterLower(mark[0]) ? Around(text, $"({mark})") // 5b would be five billion
            : text;
    }

    /// <summary>A cell's text as a figure or a name: without marks behind it. Squares, cubes and powers of ten stay.</summary>
    public static string WithoutMarks(string text) => !text.Any(Digits.Contains) ? text : Marks().Replace(text, "");

    private static string Digit(string mark)
    {
        var inner = mark.Trim([.. Brackets]);
        return inner.Any(char.IsLetter) ? $"({inner})" : string.Concat(inner.Where(c => !Brackets.Contains(c)).Select(Raise));
    }

    private static char Raise(char c) => c switch
    {
        >= '0' and <= '9' => Digits[c - '0'],
        '+' => '⁺',
        '-' or '−' or '–' => '⁻',
        ',' => ' ', // two marks
        _ => c,
    };

    private static string Around(string text, string mark) =>
        (char.IsWhiteSpace(text[0]) ? " " : "") + mark + (char.IsWhiteSpace(text[^1]) ? " " : "");

    [GeneratedRegex(
        @"(?<=\S)(?<!(^|[^\p{L}])([cmkd]?m|ft|in|yd|mi|s|sec|㎝|10)|[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻])[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+(\s[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*(?=$|[\s)\],.:])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
