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
    };

    public static decimal? FromWord(string word) =>
        ByWord.TryGetValue(word.Length > 3 ? word.TrimEnd('s', 'S') : word, out var scale) ? scale : null;
}
