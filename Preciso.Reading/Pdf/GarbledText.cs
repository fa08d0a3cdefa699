using System.Buffers;
using System.Globalization;
using Preciso.Documents;

namespace Preciso.Reading.Pdf;

/// <summary>
/// Tells a text layer whose letters are mapped to wrong characters. Only what no language's text and no table of numbers looks
/// like counts, and only where there is enough of it.
/// </summary>
internal static class GarbledText
{
    private const int Enough = 40;

    /// <summary>The commonest syllables of Korean text: four in ten of any are among them.</summary>
    private const string CommonSyllables =
        "이다의는에을가고하지한를로은도과기사자인정으시서있대일나부해어리년수원보주장전제상스그게라국성공관만들조비적구용당여계동중생금소경선회무안면까거며신세했된업영실및위화";

    /// <summary>Six in ten letters of any language in Latin letters are among these.</summary>
    private static readonly SearchValues<char> CommonLetters = SearchValues.Create("eaintorsEAINTORSéèäöáíó");
    private const double LeastCommon = 0.42;

    private static readonly HashSet<string> CommonWords = new(
        ["the", "of", "and", "to", "in", "a", "for", "is", "on", "as", "by", "or", "at", "de", "la", "le", "les", "des", "et", "en", "der",
            "die", "das", "und", "el", "los", "que", "il", "di", "van", "het", "och", "total", "net", "date", "no"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly int LongestCommon = CommonWords.Max(word => word.Length);

    /// <summary>What is wrong; null if nothing is.</summary>
    public static DocumentProblem? Problem(IReadOnlyList<TextBlock> blocks, int meaningless)
    {
        var print = new Print(meaningless);
        foreach (var word in blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words))
        {
            print.Add(word.Text);
        }
        return print.Judge();
    }

    private sealed class Print(int meaningless)
    {
        private int _characters;
        private int _latinSupplement;
        private int _syllables;
        private int _commonSyllables;
        private int _jamo;
        private int _words;
        private int _commonWords;
        private int _unspeakable;
        private int _letters;
        private int _commonLetters;

        public void Add(string word)
        {
            foreach (var c in word)
            {
                _characters++;
                _latinSupplement += c is >= '\u0080' and <= '\u00FF' ? 1 : 0;
                _syllables += Hangul.IsSyllable(c) ? 1 : 0;
                _commonSyllables += Hangul.IsSyllable(c) && CommonSyllables.Contains(c, StringComparison.Ordinal) ? 1 : 0;
                _jamo += c is >= 'ㄱ' and <= 'ㅣ' ? 1 : 0;
            }
            AddLatin(word.Trim('.', ',', ';', ':', '(', ')', '"', '\'', '“', '”', '’'));
        }

        public DocumentProblem? Judge() =>
            meaningless * 6 > _characters + meaningless
                ? new("characters_meaningless", $"{meaningless} characters of the text layer have no meaning.")
            : _characters < Enough ? null
            : _latinSupplement * 3 > _characters ? Garbled("most of its characters are accented letters and signs.")
            : _jamo > Enough && _jamo * 3 > _syllables ? Garbled("its Korean falls apart into single letters.")
            : _syllables >= 2 * Enough && _commonSyllables * 10 < _syllables ? Garbled("its Korean syllables are not those of Korean text.")
            : _words >= Enough && _commonWords * 100 < _words && (_unspeakable * 2 > _words || _commonLetters < LeastCommon * _letters)
                ? Garbled("its words are not those of any language.")
            : null;

        private static DocumentProblem Garbled(string how) => new("text_garbled", $"The text layer is garbled: {how}");

        private void AddLatin(string word)
        {
            var (letters, hasLower) = (0, false);
            foreach (var c in word)
            {
                if (c >= '\u0250' || !(char.IsLetter(c) || char.IsAsciiDigit(c)))
                {
                    return;
                }
                letters += char.IsLetter(c) ? 1 : 0;
                hasLower |= char.IsLower(c);
            }
            if (word.Length < 2 || letters * 2 <= word.Length)
            {
                return;
            }
            _commonWords += word.Length <= LongestCommon && CommonWords.Contains(word) ? 1 : 0;
            if (word.Length < 6 && !hasLower)
            {
                return; // a code or a ticker
            }
            _letters += letters;
            _commonLetters += word.AsSpan().CountAny(CommonLetters);
            if (word.Length > 3)
            {
                _words++;
                _unspeakable += IsUnspeakable(word) ? 1 : 0;
            }
        }

        /// <summary>No vowel, or six letters without one in a row.</summary>
        private static bool IsUnspeakable(string word)
        {
            var (vowels, run) = (0, 0);
            foreach (var c in word)
            {
                var isVowel = !char.IsAsciiLetter(c)
                    ? char.IsLetter(c)
                    : char.ToLower(c, CultureInfo.InvariantCulture) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
                vowels += isVowel ? 1 : 0;
                run = isVowel ? 0 : run + 1;
                if (run >= 6)
                {
                    return true;
                }
            }
            return vowels == 0;
        }
    }
}
