using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Units;

internal static partial class UnitPrint
{
    /// <summary>A head that says in what its numbers are, and not what they are.</summary>
    public static bool IsUnitOnly(string text) => UnitOnly().IsMatch(text);

    [GeneratedRegex(
        @"^\W*(?:(?:dollars?|amounts?|expressed|all|in|US|U\.S\.|thousands?|millions?|billions?|except|per|common|shares?|data|and|or|percentages?|as|noted|otherwise|unless|of)(?:\W+|$))+$|^\W*단위.*$|^\W*금액\W*$|^[\s$€£₩%()]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnitOnly();
}
