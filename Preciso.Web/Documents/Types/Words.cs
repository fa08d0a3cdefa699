using System.Text.Json;

namespace Preciso.Web.Documents.Types;

/// <summary>What people type into one line, and what a definition keeps of it.</summary>
public static class Words
{
    public static string Join(IEnumerable<string> words) => string.Join(", ", words);

    public static IReadOnlyList<string> Split(string text) =>
        [.. text.Split([',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal)];

    public static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Names by language; where one is left out, the other stands for both.</summary>
    public static IReadOnlyDictionary<string, string> Names(string korean, string english) => new Dictionary<string, string>
    {
        ["ko"] = OrNull(korean) ?? english.Trim(),
        ["en"] = OrNull(english) ?? korean.Trim(),
    };

    /// <summary>Two that say the same say it in the same letters.</summary>
    public static string Letters<T>(T definition) => JsonSerializer.Serialize(definition, PrecisoJson.Options);

    /// <summary>A snake_case name made from words, different from those that are taken.</summary>
    public static string Key(string words, string otherwise, IReadOnlySet<string> taken)
    {
        var parts = words.ToLowerInvariant()
            .Split(words.Where(letter => !char.IsAsciiLetterOrDigit(letter)).ToArray(), StringSplitOptions.RemoveEmptyEntries);
        var key = string.Join('_', parts).Trim('_');
        key = key is [>= 'a' and <= 'z', ..] ? key[..Math.Min(key.Length, 50)].TrimEnd('_') : otherwise;
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? key : $"{key}_{number}")
            .First(candidate => !taken.Contains(candidate));
    }
}
