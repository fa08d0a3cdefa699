using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Preciso.Reading.Office;

namespace Preciso.Reading.Sheets;

/// <summary>How a workbook's cell styles print: their number formats, their fonts where those show other signs than letters.</summary>
internal sealed class XlsxStyles
{
    private const uint PaperTheme = 0;
    private const uint PaperIndex = 9;

    private readonly (string Format, string? Font, bool IsUnseen)[] _styles;

    public XlsxStyles(WorkbookStylesPart? part)
    {
        var sheet = part?.Stylesheet;
        var own = new Dictionary<int, string>();
        foreach (var format in sheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            own[(int)(format.NumberFormatId?.Value ?? 0)] = format.FormatCode?.Value ?? "General";
        }
        var fonts = sheet?.Fonts?.Elements<Font>().ToList() ?? [];
        var fills = sheet?.Fills?.Elements<Fill>().ToList() ?? [];
        _styles = [.. (sheet?.CellFormats?.Elements<CellFormat>() ?? []).Select(style =>
        {
            var id = (int)(style.NumberFormatId?.Value ?? 0);
            var font = fonts.ElementAtOrDefault((int)(style.FontId?.Value ?? 0));
            var fill = fills.ElementAtOrDefault((int)(style.FillId?.Value ?? 0));
            return (own.TryGetValue(id, out var format) ? format : BuiltInFormats.Find(id), font?.FontName?.Val?.Value,
                IsPaper(font?.Color) && !IsFilled(fill));
        })];
        HasUnseen = _styles.Any(style => style.IsUnseen);
    }

    /// <summary>Some print in the colour of the paper.</summary>
    public bool HasUnseen { get; }

    public string FormatOf(int style) => style >= 0 && style < _styles.Length ? _styles[style].Format : "General";

    public bool IsUnseen(int style) => style >= 0 && style < _styles.Length && _styles[style].IsUnseen;

    /// <summary>A text as its style prints it.</summary>
    public string Print(string text, int style) =>
        style >= 0 && style < _styles.Length ? SymbolFonts.Read(_styles[style].Font, text) ?? text : text;

    private static bool IsPaper(Color? color) =>
        color is not null && (color.Tint?.Value ?? 0) == 0
        && (color.Rgb?.Value?.EndsWith("FFFFFF", StringComparison.OrdinalIgnoreCase) == true || color.Theme?.Value == PaperTheme
            || color.Indexed?.Value == PaperIndex);

    private static bool IsFilled(Fill? fill) =>
        fill?.GradientFill is not null || (fill?.PatternFill?.PatternType is { } pattern && pattern.Value != PatternValues.None);
}
