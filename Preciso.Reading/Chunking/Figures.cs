using System.Text.RegularExpressions;

namespace Preciso.Reading.Chunking;

/// <summary>Tells the figures of a table from its labels, by their print alone.</summary>
public static partial class Figures
{
    private const int LongestHead = 160;
    private static readonly char[] Separators = [' ', ',', '(', ')', '/', '$', '%', '.', ':'];

    /// <summary>A number as tables print it: 1,234.5 · (1,508) · $ · 24% · — · NM.</summary>
    public static bool IsFigure(ReadOnlySpan<char> word) => Figure().IsMatch(word);

    /// <summary>Dots or underscores that lead the eye from a label to its figure.</summary>
    public static bool IsLeader(string word) => word.Length > 1 && word.AsSpan().IndexOfAnyExcept("._·…‥") < 0;

    /// <summary>A line of a table that says which column is which period, for example "Years Ended December 31, 2017 2016".</summary>
    public static bool IsColumnHead(string line) =>
        line.Length <= LongestHead
        && Period().IsMatch(line)
        && Period().Replace(line, " ").Split(Separators, StringSplitOptions.RemoveEmptyEntries).All(PeriodWords.Contains);

    [GeneratedRegex(@"^[($€£¥₩+△▲▽∆-]*\d[\d,.]*[)%]*$|^[$€£¥₩—–-]$|^\)?%$|^\([a-z]\)$|^(NM|N/A|n/a|nm)$", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();

    [GeneratedRegex(
        @"\b(19|20)\d\d\b|\bQ[1-4]\b|제?\s*\d+\s*(\([당전]\)\s*)?분?기|[당전](분|반)?기|\b(years?|months|weeks|quarters?)\s+ended\b|\b(January|February|March|April|May|June|July|August|September|October|November|December)\s+\d+,|\d+년(\s*\d+월(\s*\d+일)?)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Period();

    private static readonly HashSet<string> PeriodWords = new(
        """
        january february march april may june july august september october november december jan feb mar apr jun jul
        aug sep sept oct nov dec
        year years month months week weeks quarter quarters three six nine twelve first second third fourth ended ending
        fiscal as at of for the and
        to from in change changes vs increase decrease total million millions thousand thousands billion billions
        dollars except per share amounts data unaudited audited
        restated note notes 현재 부터 까지 누적 개월 기말 기초 단위 백만원 천원 억원 원 구분 과목 계정과목 증감 주석 말
        1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);
}
