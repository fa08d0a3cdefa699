using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.Options;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Delimited;

/// <summary>Values with commas, semicolons, tabs or bars between them: one table.</summary>
internal sealed class DelimitedFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    private const int SampleLength = 1 << 16;
    private const int LongestField = 1 << 20;

    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Csv, MediaType.Tsv];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel) => SetTable.Rows(Rows(file));

    private static IEnumerable<IReadOnlyList<SourceCell>> Rows(SourceFile file)
    {
        var delimiter = file.MediaType == MediaType.Tsv ? '\t' : Sample(file.Path);
        using var parser = new CsvParser(TextEncoding.Open(file.Path), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            BadDataFound = null,
            MaxFieldSize = LongestField,
        });
        while (Next(parser))
        {
            yield return [.. parser.Record!
                .Select((field, column) => new SourceCell(column, Readable.Line(field)))
                .Where(cell => cell.Text.Text.Length > 0)];
        }
    }

    private static bool Next(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (CsvHelperException)
        {
            throw ReadingException.Input(
                "csv_damaged", "A field is longer than a million characters: a quotation mark that opens it is never closed. Correct it.");
        }
    }

    private static char Sample(string path)
    {
        using var text = TextEncoding.Open(path);
        var start = new char[SampleLength];
        return Delimiter.Guess(new string(start, 0, text.ReadBlock(start)));
    }
}
