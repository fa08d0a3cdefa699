using System.Globalization;

namespace Preciso.Reading.Office;

/// <summary>
/// What the characters of symbol fonts show: without the font, ticks, boxes and arrows are letters. A sign that is not listed shows
/// nothing that a reader would need.
/// </summary>
internal static class SymbolFonts
{
    private const char Private = '\uF000';

    /// <summary>Each code with the sign that it shows.</summary>
    private static readonly Dictionary<string, Dictionary<char, char>> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Wingdings"] = Signs("l●m❍n■o□p❐q❑r❒s⬧t⧫u◆v❖x☒F☞¡○¤◉¥◎§▪¨◻«★Ø➢ß←à→á↑â↓è➔ï⇦ð⇨û✗ü✓ý☒þ☑"),
        ["Wingdings 2"] = Signs("O✗P✓Q☒R☑S☒T☒¡□¢■£□"),
        ["Wingdings 3"] = Signs("f←g→h↑i↓p▲q▼t◀u▶"),
        ["Webdings"] = Signs("a✓c□g■r✗n●"),
        ["Symbol"] = Signs(
            "0011223344556677889900++,,..//==<<>>(())%%--AΑBΒCΧDΔEΕFΦGΓHΗIΙKΚLΛMΜNΝOΟPΠQΘRΡSΣTΤUΥWΩXΞYΨZΖ"
            + "aαbβcχdδeεfφgγhηiιkκlλmμnνoοpπqθrρsσtτuυwωxξyψzζ£≤¥∞«↔¬←\u00AD↑®→¯↓°°±±²″³≥´×µ∝¶∂·•¸÷¹≠º≡»≈Å⊕Ç∩È∪Î∈Ö√×⋅å∑ò∫¢′"),
    };

    /// <summary>Those of its fonts; null for any other font, whose letters are letters.</summary>
    public static string? Read(string? font, string text) =>
        font is not null && ByName.TryGetValue(font.Trim(), out var signs)
            ? string.Concat(text.Select(c => char.IsWhiteSpace(c) ? c : signs.GetValueOrDefault(Code(c), ' ')))
            : null;

    /// <param name="code">In hexadecimal digits, as Word has it.</param>
    public static string ByCode(string? font, string? code) =>
        int.TryParse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var at) && at is > 0 and <= char.MaxValue
            ? Read(font, ((char)at).ToString()) ?? ((char)at).ToString()
            : "";

    private static char Code(char c) => c is >= Private and <= '\uF0FF' ? (char)(c - Private) : c;

    private static Dictionary<char, char> Signs(string pairs) =>
        pairs.Chunk(2).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.First()[1]);
}
