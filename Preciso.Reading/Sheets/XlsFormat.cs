using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Microsoft.Extensions.Options;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Sniffing;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Sheets;

/// <summary>Workbooks of Excel 97 to 2003 and before, and today's that are not XML (xlsb).</summary>
internal sealed class XlsFormat : LaidOutFormat
{
    // Their text is in the code page of its time.
    public XlsFormat(IOptions<ReadingOptions> options, TimeProvider time)
        : base(options, time) => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Xls, MediaType.Xlsb];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var stream = File.OpenRead(file.Path);
        if (file.MediaType == MediaType.Xlsb)
        {
            OfficeFile.CheckBinary(stream, Options);
        }
        var hidden = HiddenOf(file.MediaType, stream).ToList();
        using var workbook = Open(file.MediaType, stream);
        for (var at = 0; at == 0 || Try(workbook.NextResult); at++)
        {
            var merges = (workbook.MergeCells ?? [])
                .Select(merge => new Merge(merge.FromRow, merge.FromColumn, merge.ToRow, merge.ToColumn));
            var sheet = new Sheet(workbook.Name, workbook.VisibleState != "visible", [.. merges.Where(IsSound)], Rows(workbook))
            {
                Hidden = hidden[at],
            };
            foreach (var passage in SheetPassages.Read(sheet))
            {
                yield return passage;
            }
        }
    }

    /// <summary>Rows say only when they are read that they are hidden, so a sheet is gone through once for it.</summary>
    private static IEnumerable<HiddenCells> HiddenOf(string mediaType, Stream stream)
    {
        using var workbook = Open(mediaType, stream);
        for (var isIn = true; isIn; isIn = Try(workbook.NextResult))
        {
            var rows = new List<int>();
            for (var row = 0; Try(workbook.Read); row++)
            {
                if (workbook.RowHeight <= 0)
                {
                    rows.Add(row);
                }
            }
            var columns = Enumerable.Range(0, workbook.FieldCount).Where(column => Try(() => workbook.GetColumnWidth(column)) <= 0);
            yield return new HiddenCells(rows, [.. columns.Select(column => (column, column))]);
        }
    }

    private static IExcelDataReader Open(string mediaType, Stream stream)
    {
        stream.Position = 0;
        var leaveOpen = new ExcelReaderConfiguration { LeaveOpen = true };
        return Try(() => mediaType == MediaType.Xls
            ? ExcelReaderFactory.CreateBinaryReader(stream, leaveOpen) : ExcelReaderFactory.CreateOpenXmlReader(stream, leaveOpen));
    }

    private static bool IsSound(Merge merge) =>
        merge is { Top: >= 0, Left: >= 0, Right: < CellAddress.Columns } && merge.Top <= merge.Bottom && merge.Left <= merge.Right;

    private static IEnumerable<SheetRow> Rows(IExcelDataReader sheet)
    {
        for (var row = 0; Try(sheet.Read); row++)
        {
            var cells = Enumerable.Range(0, sheet.FieldCount).Select(column => Cell(sheet, column)).OfType<SheetCell>().ToList();
            if (cells.Count > 0)
            {
                yield return new SheetRow(row, cells);
            }
        }
    }

    private static SheetCell? Cell(IExcelDataReader sheet, int column)
    {
        // Of the day formats that depend on the region the library takes another region's.
        var format = sheet.GetNumberFormatIndex(column) is 14 or 22
            ? BuiltInFormats.Find(sheet.GetNumberFormatIndex(column)) : sheet.GetNumberFormatString(column) ?? "General";
        var (text, raw) = sheet.GetValue(column) switch
        {
            null => ("", null),
            double number => NumberFormat.Print(number.ToString("R", CultureInfo.InvariantCulture), format, from1904: false),
            int number => NumberFormat.Print(number.ToString(CultureInfo.InvariantCulture), format, from1904: false),
            DateTime day => NumberFormat.Print(day.ToOADate().ToString("R", CultureInfo.InvariantCulture), format, from1904: false),
            TimeSpan time => NumberFormat.Print(time.TotalDays.ToString("R", CultureInfo.InvariantCulture), format, from1904: false),
            bool truth => (truth ? "TRUE" : "FALSE", (string?)null),
            var value => (Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", null),
        };
        text = Readable.Line(text);
        return text.Length > 0 ? new SheetCell(column, text, raw) : null;
    }

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException)
        {
            throw ReadingException.Input("office_encrypted", CompoundKind.OfficeEncrypted);
        }
        catch (Exception e)
            when (e is ExcelReaderException or CompoundDocumentException or IOException or ArgumentException or IndexOutOfRangeException
                or InvalidOperationException or OverflowException or FormatException or InvalidCastException)
        {
            throw OfficeFile.Damaged(); // the library checks little of what a broken file says
        }
    }
}
