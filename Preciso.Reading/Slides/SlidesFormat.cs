using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Presentation;
using Microsoft.Extensions.Options;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Slides;

/// <summary>PowerPoint presentations: a page for each slide.</summary>
internal sealed class SlidesFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time)
{
    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Pptx];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var document = OfficeFile.Open(file.Path, Options, path => PresentationDocument.Open(path, isEditable: false));
        var presentation = document.PresentationPart ?? throw OfficeFile.Damaged();
        var number = 0;
        foreach (var listed in presentation.Presentation.SlideIdList?.Elements<SlideId>() ?? [])
        {
            number++;
            if (listed.RelationshipId?.Value is { } id && presentation.TryGetPartById(id, out var part) && part is SlidePart slide)
            {
                foreach (var passage in SlidePassages.Read(slide, number))
                {
                    yield return passage;
                }
                slide.UnloadRootElement();
            }
        }
    }
}
