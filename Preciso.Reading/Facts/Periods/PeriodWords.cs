using System.Text.RegularExpressions;

namespace Preciso.Reading.Facts.Periods;

/// <summary>The patterns of what heads, titles and labels say about time, in the order in which they are tried at each place.</summary>
internal static partial class PeriodWords
{
    private const string Month =
        @"(?<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|april|august|september|october|november|december)\b\.?";
    private const string Year = @"(?<year>(?:19|20)\d\d)";
    private const string FullDate =
        Month + @"\s*(?<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)" + Year + @"(?!\d)"
        + @"|(?<!\d)(?<day>\d{1,2})\s+" + Month + @",?\s+" + Year + @"(?!\d)"
        + @"|(?<![\d.,])" + Year + @"\s*[년.\-/]\s*(?<m>\d{1,2})\s*[월.\-/]\s*(?<day>\d{1,2})(?![\d,])(?:\s*일|\.)?"
        + @"|(?<![\d/])(?<m>\d{1,2})/(?<day>\d{1,2})/(?<year>(?:19|20)?\d\d)(?![\d/])";

    private const string Part =
        @"(?:\bQ(?<quarter>[1-4])|(?<!\d)(?<quarter>[1-4])Q|\bH(?<half>[12])|(?<!\d)(?<half>[12])H)(?:\s?['’]?(?<year>\d\d)(?!\d))?(?![A-Za-z])"
        + @"|\b(?<quarter>first|second|third|fourth)\s+(?:fiscal\s+)?quarter\b|(?<!\d)(?<quarter>[1-4])\s*/?\s*4?\s*분기"
        + @"|(?<half>상반기|하반기)|\b(?<half>first|second)\s+half\b";

    private const string Span =
        @"(?<months12>\b(?:fiscal\s+)?years?(?:\s*-?\s*end(?:ed|ing))\b|\b(?:12|twelve)[\s-]+months\b|\b(?:5[23]|fifty[\s-](?:two|three))[\s-]+weeks\b)"
        + @"|(?<months3>\b3M(?![A-Za-z])|\bquarters?\s+end(?:ed|ing)\b|\bquarterly\s+period\b|\b(?:3|three)[\s-]+months\b|\b(?:1[34]|thirteen|fourteen)[\s-]+weeks\b|(?<!\d)3\s*개월)"
        + @"|(?<months6>\b(?:6|six)[\s-]+months\b|\b6M(?![A-Za-z])|\b(?:26|twenty[\s-]six)[\s-]+weeks\b|(?<!\d)6\s*개월)"
        + @"|(?<months9>\b(?:9|nine)[\s-]+months\b|\b9M(?![A-Za-z])|\b(?:39|thirty[\s-]nine)[\s-]+weeks\b|(?<!\d)9\s*개월)"
        + @"|(?<months1>\bmonth\s+end(?:ed|ing)\b)";

    private const string Korean =
        @"제\s*(?<term>\d{1,3})\s*(?:\([당전]\)\s*)?기(?!\S*업)|(?<relative>전전|전|당)\s?(?<part>분기|반기|기)|(?<half>반기)|(?<!\d)['’](?<year>\d\d)\s*년";

    private const string Years =
        @"(?:\b(?:FY|fiscal(?:\s+years?)?)\s*)?(?<![\d.,$₩#-])(?<split>(?:19|20)\d\d)\s?[-–/]\s?(?<next>\d\d)(?![\d.,/-])|\b(?:FY|fiscal(?:\s+years?)?)\s*['’]?(?<year>(?:19|20)\d\d|\d\d(?!\d))(?![\d,.]\d)|(?<![\d.,$₩#-])" + Year
            + @"(?!\d|,\d{3}|\.\d)(?:\s*년(?:도)?)?";

    private const string Joints =
        @"(?<to>부터|~|∼|～|\bthrough\b|\bto\b)|(?<cumulative>누적|누계|\byear[\s-]to[\s-]date\b|\bYTD\b)|(?<asof>\bas\s+(?:of|at)\b|\bat(?=\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))|현재|기말|(?<=[기년월반\d])\s?말)";

    /// <summary>Words that stand around periods and say nothing of their own.</summary>
    private const string NoiseWords =
        @"\b(?:for|the|of|as|at|on|in|and|or|end|ended|ending|fiscal|years?|quarters?|months?|weeks?|periods?|un-?audited|audited|restated|as)\b|부터|까지|현재|기준|회계연도|사업연도|개월";

    [GeneratedRegex(
        "(?<date>" + FullDate + ")|(?<monthyear>" + Month + @",?\s+" + Year + @"(?!\d)|(?<![\d.,])" + Year
            + @"\s*(?:년\s*(?<m>\d{1,2})\s*월|[.\-/](?<m>0[1-9]|1[0-2])(?![\d.,]))"
            + ")|(?<monthday>" + Month + @"\s*(?<day>\d{1,2})(?![\d]))|" + Span + "|" + Part + "|" + Joints + "|" + Korean + "|" + Years,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    public static partial Regex Token();

    [GeneratedRegex(NoiseWords, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Noise();
}
