using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.Options;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Sheets;

/// <summary>Workbooks of today's Excel.</summary>
internal sealed class XlsxFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Xlsx];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var document = OfficeFile.Open(file.Path, Options, path => SpreadsheetDocument.Open(path, isEditable: false));
        foreach (var passage in Sheets(document.WorkbookPart ?? throw OfficeFile.Damaged()).SelectMany(SheetPassages.Read))
        {
            yield return passage;
        }
    }

    private static IEnumerable<Sheet> Sheets(WorkbookPart workbook)
    {
        var styles = new XlsxStyles(workbook.WorkbookStylesPart);
        var texts = SharedStrings.Read(workbook.SharedStringTablePart);
        var from1904 = workbook.Workbook.WorkbookProperties?.Date1904?.Value ?? false;
        foreach (var listed in workbook.Workbook.Sheets?.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>() ?? [])
        {
            if (listed.Id?.Value is { } id && workbook.TryGetPartById(id, out var part) && part is WorksheetPart worksheet)
            {
                var sheet = new XlsxSheet(worksheet, styles, texts, from1904);
                var isHidden = listed.State is { } state && state.Value != SheetStateValues.Visible;
                var (layout, drawing) = (sheet.Layout(), new XlsxDrawing(worksheet));
                yield return new Sheet(Readable.Line(listed.Name?.Value ?? ""), isHidden, layout.Merges, sheet.Rows())
                {
                    Hidden = layout.Hidden,
                    Over = drawing.Over,
                    Beside = drawing.Beside.Concat(XlsxComments.Read(worksheet)),
                };
            }
        }
    }
}
