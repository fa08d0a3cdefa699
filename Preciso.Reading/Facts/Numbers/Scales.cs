namespace Preciso.Reading.Facts.Numbers;

/// <summary>The words by which numbers are multiplied.</summary>
public static class Scales
{
    /// <summary>For patterns; the longer words first.</summary>
    public const string Korean = "조|천억|백억|십억|억|천만|백만|십만|만|천";

    private static readonly Dictionary<string, decimal> ByWord = new(StringComparer.OrdinalIgnoreCase)
    {
        ["천"] = 1_000,
        ["만"] = 10_000,
        ["십만"] = 100_000,
        ["백만"] = 1_000_000,
        ["천만"] = 10_000_000,
        ["억"] = 100_000_000,
        ["십억"] = 1_000_000_000,
        ["백억"] = 10_000_000_000,
        ["천억"] = 100_000_000_000,
        ["조"] = 1_000_000_000_000,
        ["thousand"] = 1_000,
        ["million"] = 1_000_000,
        ["billion"] = 1_000_000_000,
        ["trillion"] = 1_000_000_000_000,
        ["000"] = 1_000,
        ["k"] = 1_000,
        ["m"] = 1_000_000,
        ["mm"] = 1_000_000,
        ["mn"] = 1_000_000,
        ["b"] = 1_000_000_000,
        ["bn"] = 1_000_000_000,
        ["tn"] = 1_000_000_000_000,
        ["trn"] = 1_000_000_000_000,
        ["t"] = 1_000,
        ["th"] = 1_000,
        ["thsd"] = 1_000,
        ["tsd"] = 1_000,
        ["tausend"] = 1_000,
        ["millier"] = 1_000,
        ["mile"] = 1_000,
        ["millionen"] = 1_000_000,
        ["millone"] = 1_000_000,
        ["mio"] = 1_000_000,
        ["mln"] = 1_000_000,
        ["bln"] = 1_000_000_000,
        ["mrd"] = 1_000_000_000,
        ["md"] = 1_000_000_000,
        ["milliarden"] = 1_000_000_000,
        ["milliard"] = 1_000_000_000,
        ["lakh"] = 100_000,
        ["lac"] = 100_000,
        ["crore"] = 10_000_000,
        ["cr"] = 10_000_000,
        ["千"] = 1_000,
        ["万"] = 10_000,
        ["百万"] = 1_000_000,
        ["億"] = 100_000_000,
        ["亿"] = 100_000_000,
    };

    /// <summary>In the plural too, shortened or marked as left out ('000s); "hundreds of" multiplies.</summary>
    public static decimal? FromWord(string word)
    {
        var plain = word.Trim('\'', '’', '.').Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal);
        if (plain.LastIndexOf(' ') is var space and > 0)
        {
            var times = plain.StartsWith("tens", StringComparison.OrdinalIgnoreCase) ? 10 : 100;
            return times * FromWord(plain[(space + 1)..]);
        }

        return ByWord.TryGetValue(plain.Length > 2 ? plain.TrimEnd('s', 'S') : plain, out var scale) ? scale : null;
    }
}
