using DocumentFormat.OpenXml.Packaging;
using Microsoft.Extensions.Options;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Docx;

/// <summary>Word documents, as they read with all tracked changes accepted.</summary>
internal sealed class WordFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Docx];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var document = OfficeFile.Open(file.Path, Options, path => WordprocessingDocument.Open(path, isEditable: false));
        foreach (var passage in WordBody.Read(document, new WordChunks(Options)))
        {
            yield return passage;
        }
    }
}
