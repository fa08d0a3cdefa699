using System.Text.RegularExpressions;
using Preciso.Reading.Docx;

namespace Preciso.Reading.Hwp;

/// <param name="Text">With <c>^1</c> for the number of the first level, and so on.</param>
/// <param name="Format">As <see cref="ListNumbers"/> names it.</param>
internal sealed record HwpLevel(string Text, string Format, int Start);

/// <summary>The numbers that Hancom's word processor makes itself (제1조, 가., (1)); they stand nowhere in the file.</summary>
internal sealed partial class HwpNumbering(IReadOnlyList<HwpLevel> levels)
{
    private static readonly string[] Formats =
    [
        "decimal", "decimalEnclosedCircle", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "circledUpperLetter",
        "circledLowerLetter", "ganada", "circledGanada", "chosung", "circledChosung", "koreanCounting", "ideographDigital",
        "ideographEnclosedCircle",
    ];

    private static readonly string[] Names =
    [
        "DIGIT", "CIRCLED_DIGIT", "ROMAN_CAPITAL", "ROMAN_SMALL", "LATIN_CAPITAL", "LATIN_SMALL", "CIRCLED_LATIN_CAPITAL",
        "CIRCLED_LATIN_SMALL", "HANGUL_SYLLABLE", "CIRCLED_HANGUL_SYLLABLE", "HANGUL_JAMO", "CIRCLED_HANGUL_JAMO", "HANGUL_PHONETIC",
        "IDEOGRAPH", "CIRCLED_IDEOGRAPH",
    ];

    private readonly int?[] _counters = new int?[levels.Count];

    /// <summary>By the number that HWP 5 has for it.</summary>
    public static string Format(int number) => number >= 0 && number < Formats.Length ? Formats[number] : Formats[0];

    /// <summary>By the name that HWPX has for it.</summary>
    public static string Format(string? name) => Format(Array.IndexOf(Names, name));

    /// <summary>Counts an item of a level, from 0; empty where it prints nothing.</summary>
    public string Next(int level)
    {
        if (level < 0 || level >= levels.Count)
        {
            return "";
        }
        for (var above = 0; above < level; above++)
        {
            _counters[above] ??= levels[above].Start;
        }
        _counters[level] = _counters[level] + 1 ?? levels[level].Start;
        Array.Clear(_counters, level + 1, levels.Count - level - 1);
        var text = Place().Replace(levels[level].Text, match => match.Groups["level"].Value switch
        {
            "n" => string.Join('.', Enumerable.Range(0, level + 1).Select(Print)),
            "N" => string.Concat(Enumerable.Range(0, level + 1).Select(at => Print(at) + ".")),
            var digit => digit[0] - '1' is var at && at <= level ? Print(at) : "",
        });
        return text.Length > 0 ? text + " " : "";
    }

    private string Print(int level) => ListNumbers.Print(_counters[level] ?? 0, levels[level].Format);

    [GeneratedRegex(@"\^(?<level>[1-9nN])", RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
