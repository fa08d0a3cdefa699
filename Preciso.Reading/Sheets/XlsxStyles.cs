using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Preciso.Reading.Sheets;

/// <summary>The number formats of a workbook's cell styles.</summary>
internal sealed class XlsxStyles
{
    private readonly string[] _formats;

    public XlsxStyles(WorkbookStylesPart? part)
    {
        var own = new Dictionary<int, string>();
        foreach (var format in part?.Stylesheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
        {
            own[(int)(format.NumberFormatId?.Value ?? 0)] = format.FormatCode?.Value ?? "General";
        }
        _formats = [.. (part?.Stylesheet?.CellFormats?.Elements<CellFormat>() ?? [])
            .Select(style => (int)(style.NumberFormatId?.Value ?? 0))
            .Select(id => own.TryGetValue(id, out var format) ? format : BuiltInFormats.Find(id))];
    }

    public string FormatOf(int style) => style >= 0 && style < _formats.Length ? _formats[style] : "General";
}
