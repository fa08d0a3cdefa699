namespace Preciso.Reading;

/// <summary>Which characters are Korean letters.</summary>
internal static class Hangul
{
    public static bool IsSyllable(char c) => c is >= '가' and <= '힣';

    /// <summary>Whole syllables and their parts, however they are written.</summary>
    public static bool IsLetter(char c) => IsSyllable(c) || c is >= 'ㄱ' and <= 'ㆎ' or >= '\u1100' and <= '\u11FF';
}
