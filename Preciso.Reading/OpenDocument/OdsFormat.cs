using Microsoft.Extensions.Options;
using Preciso.Reading.PlainText;
using Preciso.Reading.Sheets;
using Preciso.Reading.Structure;

namespace Preciso.Reading.OpenDocument;

/// <summary>Workbooks of LibreOffice and its like, row by row.</summary>
internal sealed class OdsFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Ods];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var document = new OdfFile(file.Path, Options, "content.xml");
        foreach (var passage in new OdsSheets(document).Read().SelectMany(SheetPassages.Read))
        {
            yield return passage;
        }
    }
}
