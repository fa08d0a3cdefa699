using System.Globalization;
using System.Text;

namespace Preciso.Reading.Docx;

/// <summary>Prints a number of a list in one of the formats that Word has: 1, iv, 가, ③, 제3조's 3, 三.</summary>
internal static class ListNumbers
{
    private const string Ganada = "가나다라마바사아자차카타파하";
    private const string Chosung = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";
    private const string Stems = "甲乙丙丁戊己庚辛壬癸";
    private const string Branches = "子丑寅卯辰巳午未申酉戌亥";
    private const string Kana = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    private const string Iroha = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン";
    private const string Russian = "абвгдежзиклмнопрстуфхцчшщыэюя";
    private const string Latin = "abcdefghijklmnopqrstuvwxyz";
    private const int MostLetters = 10;

    private static readonly string[] KoreanOnes = ["", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉"];
    private static readonly string[] KoreanTens = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"];

    private static readonly (int Value, string Letters)[] Romans =
    [
        (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
        (4, "iv"), (1, "i"),
    ];

    /// <param name="format">As the file names it (<c>ST_NumberFormat</c>); one that is not known counts in figures.</param>
    /// <remarks>Those of other programs that Word does not have are named in the same manner.</remarks>
    public static string Print(int number, string? format) => format switch
    {
        "none" or "bullet" => "",
        "decimalZero" => number.ToString("00", CultureInfo.InvariantCulture),
        "upperRoman" => Roman(number).ToUpperInvariant(),
        "lowerRoman" => Roman(number),
        "upperLetter" => Repeat(Latin, number).ToUpperInvariant(),
        "lowerLetter" => Repeat(Latin, number),
        "russianLower" => Repeat(Russian, number),
        "russianUpper" => Repeat(Russian, number).ToUpperInvariant(),
        "ordinal" => Plain(number) + OrdinalEnd(number),
        "numberInDash" => $"- {Plain(number)} -",
        "hex" => number.ToString("X", CultureInfo.InvariantCulture),
        "ganada" => Repeat(Ganada, number),
        "chosung" => Repeat(Chosung, number),
        "koreanLegal" => number is > 0 and < 100 ? KoreanTens[number / 10] + KoreanOnes[number % 10] : Plain(number),
        "koreanCounting" => Counted(number, "일이삼사오육칠팔구", "십백천만"),
        "koreanDigital" => Digits(number, "영일이삼사오육칠팔구"),
        "koreanDigital2" or "ideographDigital" or "japaneseDigitalTenThousand" or "taiwaneseDigital" => Digits(number, "〇一二三四五六七八九"),
        "japaneseCounting" or "chineseCounting" or "chineseCountingThousand" or "taiwaneseCounting" or "taiwaneseCountingThousand"
            => Counted(number, "一二三四五六七八九", "十百千万"),
        "japaneseLegal" or "chineseLegalSimplified" or "ideographLegalTraditional" => Counted(number, "壹貳參肆伍陸柒捌玖", "拾佰仟萬"),
        "ideographTraditional" => Repeat(Stems, number),
        "ideographZodiac" => Repeat(Branches, number),
        "aiueo" or "aiueoFullWidth" => Repeat(Kana, number),
        "iroha" or "irohaFullWidth" => Repeat(Iroha, number),
        "decimalFullWidth" or "decimalFullWidth2" => Digits(number, "０１２３４５６７８９"),
        "decimalEnclosedCircle" or "decimalEnclosedCircleChinese" => Circled(number),
        "decimalEnclosedParen" => Enclosed(number, '⑴', 20),
        "decimalEnclosedFullstop" => Enclosed(number, '⒈', 20),
        "circledUpperLetter" => Enclosed(number, 'Ⓐ', Latin.Length),
        "circledLowerLetter" => Enclosed(number, 'ⓐ', Latin.Length),
        "circledGanada" => Enclosed(number, '㉮', Ganada.Length),
        "circledChosung" => Enclosed(number, '㉠', Chosung.Length),
        "ideographEnclosedCircle" => Enclosed(number, '㊀', 10),
        _ => Plain(number),
    };

    /// <summary>A format of the file's own, which shows how it begins: "001, 002, 003, …".</summary>
    public static string Padded(int number, string example)
    {
        var digits = example.TakeWhile(char.IsAsciiDigit).Count();
        return digits == 0 ? Plain(number) : Plain(number).PadLeft(digits, '0');
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One sign for as many numbers as there are signs.</summary>
    private static string Enclosed(int number, char first, int signs) =>
        number >= 1 && number <= signs ? ((char)(first + number - 1)).ToString() : Plain(number);

    private static string Circled(int number) => number switch
    {
        0 => "⓪",
        > 0 and <= 20 => ((char)('①' + number - 1)).ToString(),
        > 20 and <= 35 => ((char)('㉑' + number - 21)).ToString(),
        > 35 and <= 50 => ((char)('㊱' + number - 36)).ToString(),
        _ => Plain(number),
    };

    /// <summary>a … z, then aa, bb: as Word goes on.</summary>
    private static string Repeat(string letters, int number) =>
        number < 1 || number > MostLetters * letters.Length ? Plain(number)
            : new string(letters[(number - 1) % letters.Length], ((number - 1) / letters.Length) + 1);

    private static string Digits(int number, string digits) => string.Concat(Plain(number).Select(c => c == '-' ? '-' : digits[c - '0']));

    /// <summary>As numbers are spoken: 十二, 이십삼.</summary>
    private static string Counted(int number, string ones, string tens)
    {
        if (number is < 1 or > 99_999)
        {
            return Plain(number);
        }
        var text = new StringBuilder();
        var digits = Plain(number);
        for (var i = 0; i < digits.Length; i++)
        {
            var (digit, place) = (digits[i] - '0', digits.Length - 1 - i);
            text.Append(digit == 0 || (digit == 1 && place > 0) ? "" : ones[digit - 1].ToString());
            text.Append(digit == 0 || place == 0 ? "" : tens[place - 1].ToString());
        }
        return text.ToString();
    }

    private static string Roman(int number)
    {
        if (number is < 1 or > 32_767)
        {
            return Plain(number);
        }
        var text = new StringBuilder();
        foreach (var (value, letters) in Romans)
        {
            for (; number >= value; number -= value)
            {
                text.Append(letters);
            }
        }
        return text.ToString();
    }

    private static string OrdinalEnd(int number) => (number % 100, number % 10) switch
    {
        ( >= 11 and <= 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
}
