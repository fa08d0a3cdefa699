using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Preciso.Documents;

namespace Preciso.Reading.PlainText;

/// <summary>Text that was decoded wrongly, here or before: characters that stand for none, and letters of another code.</summary>
internal static class Ruin
{
    private const string Lost = "characters_lost";

    /// <summary>A page of which so much is ruined, or a figure on it, has to be looked at.</summary>
    private const double TooMuch = 0.01;

    private const double Poor = 0.2;

    /// <summary>All that the Western code has letters for.</summary>
    private static readonly SearchValues<char> Western = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 256).Select(n => (char)n)) + "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ");

    private static readonly SearchValues<char> Leads = SearchValues.Create([.. Enumerable.Range(0xC2, 0xF4 - 0xC1).Select(n => (char)n)]);

    public static (double Quality, string? Doubt) Measure(IReadOnlyList<Word> words, int characters)
    {
        var (lost, inFigures, strange) = (0, false, 0);
        foreach (var text in words.Select(word => word.Text).Where(text => !Ascii.IsValid(text)))
        {
            var here = text.Count(c => c == '\uFFFD');
            lost += here;
            inFigures |= here > 0 && text.Any(char.IsAsciiDigit);
            strange += here == 0 && IsOtherCode(text) ? text.Count(c => c >= 0x80) : 0;
        }
        var ruined = lost + (strange > 3 ? strange : 0); // a few may be somebody's name
        var share = ruined / (double)Math.Max(1, characters + lost);
        return ruined == 0 ? (1, null) : (share > TooMuch || inFigures ? Poor * (1 - Math.Min(1, share)) : 1 - (10 * share), Lost);
    }

    /// <summary>Its bytes in the Western code are letters in UTF-8 or Korean ones: they were read in the wrong code once.</summary>
    private static bool IsOtherCode(string word)
    {
        if (word.AsSpan().ContainsAnyExcept(Western) || !(word.AsSpan().ContainsAny(Leads) || word.AsSpan().ContainsAnyInRange('°', 'È')))
        {
            return false;
        }
        var bytes = Charset.Western.GetBytes(word);
        return KoreanBytes.Are(bytes, fewest: 2) || Utf8.IsValid(bytes);
    }
}
