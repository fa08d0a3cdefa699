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
        var start = Start(file.Path);
        var named = Delimiter.Named(start);
        var delimiter = named ?? (file.MediaType == MediaType.Tsv ? '\t' : Delimiter.Guess(start));
        using var parser = new CsvParser(TextEncoding.Open(file.Path), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            BadDataFound = null,
            MaxFieldSize = LongestField,
        });
        if (named is not null)
        {
            Next(parser); // the line is for the program that opens the file
        }
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

    private static string Start(string path)
    {
        using var text = TextEncoding.Open(path);
        var start = new char[SampleLength];
        return new string(start, 0, text.ReadBlock(start));
    }
}
