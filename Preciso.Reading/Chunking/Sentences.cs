using System.Text.RegularExpressions;

namespace Preciso.Reading.Chunking;

/// <summary>
/// Where sentences end. A full stop is also in a date (2026. 2. 28.), behind an abbreviation (No., Inc., 제3조.) and behind what numbers a
/// paragraph (1. · 2.1. · 가.): there none does.
/// </summary>
public static partial class Sentences
{
    private const int LongestNumber = 12;
    private const int LongestWord = 24;

    /// <summary>The places behind each end and the white space after it; that of the text is not among them.</summary>
    public static IEnumerable<int> Ends(string text)
    {
        var from = 0;
        foreach (Match end in End().Matches(text))
        {
            if (text[end.Index] != '.' || IsStop(text, from, end.Index))
            {
                yield return from = end.Index + end.Length;
            }
        }
    }

    /// <summary>Its last character is the stop of a sentence.</summary>
    public static bool IsEnded(string text)
    {
        var line = text.AsSpan().TrimEnd("”\"’')] ");
        return line.Length > 0 && (line[^1] is '!' or '?' or '。' || (line[^1] == '.' && IsStop(text, 0, line.Length - 1)));
    }

    /// <summary>Between the parts of a date, or of a number and what is counted, nothing may be left out.</summary>
    public static bool Parts(string text, int space)
    {
        var from = Math.Max(0, space - 12);
        return !(After().IsMatch(text.AsSpan(space).TrimStart()) && Before().IsMatch(text.AsSpan(from, space - from)));
    }

    /// <param name="from">Where the sentence begins.</param>
    private static bool IsStop(string text, int from, int stop)
    {
        var start = Math.Max(from, stop - LongestWord);
        var before = text.AsSpan(start, stop - start);
        return !Abbreviation().IsMatch(before) && !Date().IsMatch(before)
            && !(DatePart().IsMatch(before) && Day().IsMatch(text.AsSpan(stop + 1)))
            && !(stop - from <= LongestNumber && Number().IsMatch(text.AsSpan(from, stop - from)));
    }

    // A full stop ends a sentence before a capital, a Hangul syllable, a figure or a quotation.
    [GeneratedRegex(
        """[.!?。][”"’')\]]*\s+(?=[“"‘'(\[〈《]?[A-Z가-힣\d•])|\s(?=[•▪●])""", RegexOptions.CultureInvariant)]
    private static partial Regex End();

    [GeneratedRegex(
        @"(?:^|[^\p{L}\p{N}])(?:Inc|Corp|Co|Ltd|LLC|Nos?|Nr|Mr|Ms|Mrs|Dr|Prof|St|Jr|Sr|vs|approx|est|e\.g|i\.e|cf|al|Figs?|Eq|Sec|Secs|Art|Arts|Vol|pp?|ch|Ch|Ref|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.K|E\.U|U\.N|a\.m|p\.m|Ph\.D|Bros|Dept|Assn|Gov|Gen|Rep|Sen|Rev|S\.A|N\.V|B\.V|z\.B|d\.h|u\.a|bzw|ca|Abs|Mio|Mrd|Tsd|[A-Z])$|제\s?\d+(?:[조항호절장관편부]|-\d+)*(?:의\s?\d+)?$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Abbreviation();

    /// <summary>2026. 2. 28</summary>
    [GeneratedRegex(@"(?:^|[^\d.,])(?:19|20)?\d\d\s?\.\s?\d{1,2}\s?\.\s?\d{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    /// <summary>2026 · 2026. 2, where a day or a month follows.</summary>
    [GeneratedRegex(@"(?:^|[^\d.,])(?:19|20)?\d\d(?:\s?\.\s?\d{1,2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex DatePart();

    [GeneratedRegex(@"^\s*\d{1,2}\s?\.", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    /// <summary>All that the sentence has so far is its number.</summary>
    [GeneratedRegex(@"^\s*[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[가-하]|[A-Za-z]|[ivxIVX]{1,5}|[ⅰ-ⅻⅠ-Ⅻ])$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:\d\.?|\bNo\.|제|약|[$€£¥₩])$", RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    [GeneratedRegex(@"^(?:\d|million|billion|thousand|trillion|percent|조|억|만|천|백만|원|명|%)", RegexOptions.CultureInvariant)]
    private static partial Regex After();
}
