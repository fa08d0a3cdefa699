using Microsoft.Extensions.Options;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Hwp;

/// <summary>Documents of Hancom's word processor in XML (HWPX).</summary>
internal sealed class HwpxFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Hwpx];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var document = new HwpxFile(file.Path, Options);
        var passages = new HwpxPassages(document, new HwpxStyles(document.Header));
        var hasSection = false;
        foreach (var passage in document.Sections.SelectMany(passages.Read))
        {
            hasSection = true;
            yield return passage;
        }
        if (!hasSection && !document.Sections.Any())
        {
            throw OfficeFile.Damaged();
        }
    }
}
