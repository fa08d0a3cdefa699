using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Units;

internal static partial class UnitPrint
{
    private const int LongestLine = 120;

    /// <summary>A head that says in what its numbers are, and not what they are.</summary>
    public static bool IsUnitOnly(string text) =>
        UnitOnly().IsMatch(text)
        || (UnitReader.Find(text) is { } found && !Audited().Replace(found.Without(text), "").Any(char.IsLetterOrDigit));

    /// <summary>The text without the unit that it says.</summary>
    public static string Strip(string text) => UnitReader.Find(text) is { } found ? found.Without(text) : text;

    /// <summary>The unit that a line of its own says; null if the line says something else.</summary>
    public static string? Line(string text) => text.Length <= LongestLine && UnitReader.Find(text) is { } found
        && found is { Hint: { Scale: not null } or { Currency: not null } }
        && !Remark().Replace(found.Without(text), "").Any(char.IsLetterOrDigit)
        ? text[found.Start..found.End].Trim()
        : null;

    [GeneratedRegex(
        @"^\W*(?:(?:dollars?|amounts?|expressed|all|in|US|U\.S\.|thousands?|millions?|billions?|except|per|common|shares?|data|and|or|percentages?|as|noted|otherwise|unless|of)(?:\W+|$))+$|^\W*단위.*$|^\W*금액\W*$|^\W*(?:un-?)?audited\W*$|^[\s$€£₩%()]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnitOnly();

    /// <summary>The part of a title that says the unit of what is under it.</summary>
    public static string? Part(string text) =>
        text.Length <= LongestLine && UnitReader.Find(text) is { Hint: { Scale: not null, IsRelative: false } } found
            ? text[found.Start..found.End].Trim()
            : null;

    [GeneratedRegex(@"\b(?:un-?)?audited\b|감사받지.*|미감사", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Audited();

    /// <summary>What a unit line says besides.</summary>
    [GeneratedRegex(@"\b(?:(?:un)?audited|all|amounts?|figures?|values?|are|is|expressed|stated|reported|presented|shown|dollars?|won|euros?|the|except.*|unless.*|other\s+than.*)\b|[A-Z]{3}|감사받지.*|미감사",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remark();
}
