using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Reading.Chunking;

/// <summary>Tells a title by how it is printed and where it stands.</summary>
internal static partial class TitlePrint
{
    private const int Longest = 110;
    private const int LongestHangul = 30;

    public static bool IsSection(string text) => Section().IsMatch(text);

    public static bool IsUnit(string text) => Unit().IsMatch(text);

    public static bool IsTitle(PageRows page, int i, bool afterTitle)
    {
        var row = page[i];
        var text = row.Text;
        if (row.IsTabular || text.Length is < 3 or > Longest || NoTitleEnd().IsMatch(text) || !text.Any(char.IsLetter)
            || char.IsLower(text[0]))
        {
            return false;
        }

        if (IsCapitals(text) || text.StartsWith('#'))
        {
            return true;
        }

        return (page.StartsParagraph(i) || afterTitle)
            && (IsTitleCase(row.Words) || IsLarge(page, i) || IsShortHangul(page, i) || page.LeadsIn(i) || Numbered().IsMatch(text));
    }

    private static bool IsCapitals(string text) => text.Count(char.IsUpper) >= 4 && !text.Any(char.IsLower);

    private static bool IsTitleCase(IReadOnlyList<Word> words)
    {
        var weighty = words.Where(word => word.Text.Length > 3 && char.IsAsciiLetter(word.Text[0])).ToList();
        return weighty.Count > 0 && weighty.TrueForAll(word => char.IsAsciiLetterUpper(word.Text[0]));
    }

    private static bool IsLarge(PageRows page, int i) =>
        page[i].Box.Height > 1.2 * page.BodyHeight && page.ParagraphEndsAt(i);

    private static bool IsShortHangul(PageRows page, int i) =>
        page[i].Text.Length <= LongestHangul && page[i].Text.Any(Hangul.IsSyllable) && page.ParagraphEndsAt(i);

    [GeneratedRegex(
        @"^(item|note|part|chapter|section|appendix|exhibit)\s+([\divx]+[a-z]?|[a-z])\b|^#{1,2}\s|^제\s*\d+\s*[장절조관편]|^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+\s*\.",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    [GeneratedRegex(@"^제\s*\d+\s*[장절조관편]|^[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+\s*\.|^\d{1,2}(\.\d{1,2})*[.)]\s*[가-힣]|^[가-하]\.\s", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\W*(amounts |dollars |expressed |all )?in\b.*\b(thousand|million|billion|dollar)|^\W*(unaudited|단위|as of|for the)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    [GeneratedRegex(@"[.;:,]$|[니한이된었았있]다$|\b(and|of|the|to|a|in|for|with|or|by)$", RegexOptions.CultureInvariant)]
    private static partial Regex NoTitleEnd();
}
