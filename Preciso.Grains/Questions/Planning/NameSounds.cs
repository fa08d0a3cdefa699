using System.Text;

namespace Preciso.Grains.Questions.Planning;

/// <summary>
/// Names as they sound, so that 아마존 finds Amazon and Hanbit finds 한빛: their consonants alone, those as one that a Korean spelling does not
/// tell apart.
/// </summary>
public static class NameSounds
{
    /// <summary>Fewer consonants are those of too many names.</summary>
    private const int Fewest = 3;

    private const int Vowels = 21;
    private const int Finals = 28;

    /// <summary>In the order of Unicode; a small letter is none.</summary>
    private const string KoreanFirst = "GGNDTLMBPSSxJJCKTPH";
    private static readonly string[] KoreanLast =
    [
        "", "K", "K", "K", "N", "N", "N", "T", "L", "K", "M", "L", "L", "L", "P", "L", "M", "P", "P", "T", "T", "NG", "T", "T", "K",
        "T", "P", "",
    ];

    private static readonly (string Letters, string Sounds)[] Latin =
    [
        ("ch", "C"), ("ck", "K"), ("sh", "S"), ("th", "S"), ("ph", "P"), ("ce", "S"), ("ci", "S"), ("cy", "S"), ("ge", "J"), ("gi", "J"),
        ("qu", "K"), ("b", "B"), ("c", "K"), ("d", "D"), ("f", "P"), ("g", "G"), ("h", "H"), ("j", "J"), ("k", "K"), ("l", "L"), ("m", "M"),
        ("n", "N"), ("p", "P"), ("q", "K"), ("r", "L"), ("s", "S"), ("t", "T"), ("v", "B"), ("x", "KS"), ("z", "J"),
    ];

    /// <summary>The term under which a document is found that bears the name; null for a name of too few consonants.</summary>
    public static string? Borne(string name) => Term(IsKorean(name) ? 'k' : 'l', name);

    /// <summary>The same of a document that bears it in the other script.</summary>
    public static string? Asked(string name) => Term(IsKorean(name) ? 'l' : 'k', name);

    private static string? Term(char script, string name) =>
        (IsKorean(name) ? SoundKorean(name) : SoundLatin(name.ToLowerInvariant())) is { Length: >= Fewest } sounds
            ? $"@sound-{script}-{sounds}"
            : null;

    private static bool IsKorean(string name) => name.Length > 0 && Hangul.Is(name[0]);

    private static string SoundKorean(string name)
    {
        var sounds = new StringBuilder();
        foreach (var syllable in name.TakeWhile(Hangul.Is).Select(c => c - '가'))
        {
            // Two of the same beside each other are one, as ㄹㄹ for l
            var first = KoreanFirst[syllable / (Vowels * Finals)];
            sounds.Append(char.IsUpper(first) && !(sounds.Length > 0 && sounds[^1] == first) ? $"{first}" : "").Append('-')
                .Append(KoreanLast[syllable % Finals]);
        }
        return sounds.Replace("-", "").ToString();
    }

    private static string SoundLatin(string name)
    {
        var sounds = new StringBuilder();
        for (var i = 0; i < name.Length;)
        {
            var (letters, said) = Latin.FirstOrDefault(
                known => name.AsSpan(i).StartsWith(known.Letters), (Letters: name.Substring(i, 1), Sounds: "-"));
            var next = i + letters.Length < name.Length ? name[i + letters.Length] : ' ';
            var isSilent = letters == "r" && next is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y');
            sounds.Append(isSilent || (sounds.Length > 0 && said.Length == 1 && sounds[^1] == said[0]) ? "" : said);
            i += letters.Length;
        }
        return sounds.Replace("-", "").ToString();
    }
}
