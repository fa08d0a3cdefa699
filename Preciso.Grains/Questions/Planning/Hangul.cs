namespace Preciso.Grains.Questions.Planning;

/// <summary>Takes from a Hangul word of a question what only ties it into the sentence.</summary>
public static class Hangul
{
    private static readonly string[] Predicates =
    [
        "는가", "은가", "던가", "나요", "가요", "까요", "니까", "는지", "은지", "어요", "아요", "해요", "예요", "에요", "했어", "됐어", "있어", "없어", "하니", "되니", "하나",
        "되나", "있나", "하죠", "되죠", "지요", "이야", "거야", "시오", "세요", "해야", "하면", "되면", "하려면", "줘",
    ];
    private const int LongestAsking = 6;
    private static readonly string[] Asking = ["얼마", "무엇", "뭐", "뭔", "언제", "어디", "누구", "며칠", "몇"];

    // Longest first: a word loses one particle, and after it one ending of a question.
    private static readonly string[] Particles =
    [
        "에서부터", "으로부터", "이라는", "이라고", "에게서", "에서는", "에서의", "으로는", "으로서", "으로써", "까지의", "에서", "에게", "에는", "에도", "으로", "로서", "로써", "까지",
        "부터", "처럼", "보다",
        "마다", "이나", "이란", "라는", "라고", "이며", "하고", "과의", "와의", "만을", "들의", "들이", "들은", "들을", "은", "는", "이", "가", "을", "를", "의", "에", "로",
        "와", "과", "도", "만", "나", "며", "고",
    ];

    private static readonly string[] Endings =
    [
        "했습니까", "됐습니까", "하였는가", "되었는가", "했는가", "됐는가", "하는가", "되는가", "인가요", "입니까", "인가", "였는가", "였나요", "했나요", "됐나요", "하나요", "되나요", "했던",
        "하였던", "되었던", "하던", "였던",
        "하려면", "하려고", "한다면", "하면", "되면", "하시오", "하세요", "해주세요", "해줘요", "해야", "하라", "해줄래", "했어요",
        "됐어요", "해줘", "했어", "했니", "했지", "됐어", "해요", "할까", "일까", "이야", "예요", "인지",
        "하였다", "되었다", "했다", "됐다", "한다", "된다", "하는", "되는", "한", "된", "할", "될",
    ];

    /// <summary>A syllable of Korean.</summary>
    public static bool Is(char c) => c is >= '가' and <= '힣';

    /// <summary>Whether a text has any of it.</summary>
    public static bool IsIn(string text) => text.Any(Is);

    /// <summary>The form of a particle that fits behind a word.</summary>
    public static string Particle(string word, string behindConsonant, string behindVowel) =>
        Is(word[^1]) && (word[^1] - '가') % 28 != 0 ? behindConsonant : behindVowel;

    /// <summary>얼마, 얼마야, 얼마예요: it asks, whatever the ending.</summary>
    public static bool IsAsking(string word) =>
        word.Length <= LongestAsking && Array.Exists(Asking, stem => word.StartsWith(stem, StringComparison.Ordinal));

    /// <summary>
    /// What a question does with its subject, told by the ending: 내는가, 버리나요. Of 창설했는가 a noun is left, which is no predicate.
    /// </summary>
    public static bool IsPredicate(string word) => Without(word, Endings) == word
        && Array.Exists(Predicates, ending => word.Length > ending.Length && word.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The word without particle and ending; at least two syllables are left.</summary>
    public static string Stem(string word) => Without(Without(word, Endings), Particles);

    private static string Without(string word, string[] suffixes)
    {
        var suffix = Array.Find(suffixes, suffix => word.Length >= suffix.Length + 2 && word.EndsWith(suffix, StringComparison.Ordinal));
        return suffix is null ? word : word[..^suffix.Length];
    }
}
