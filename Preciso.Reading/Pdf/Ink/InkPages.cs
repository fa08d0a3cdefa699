using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>Lets PdfPig make our view of a page. Fonts are read only where a page is doubtful: they take most of the time.</summary>
internal sealed class InkPages(
    IPdfTokenScanner scanner, IResourceStore resources, ILookupFilterProvider filters, IPageContentParser parser, ParsingOptions options)
    : BasePageFactory<PageInk>(scanner, resources, filters, parser, options)
{
    protected override PageInk ProcessPage(
        int pageNumber, DictionaryToken dictionary, NamedDestinations namedDestinations, MediaBox mediaBox, CropBox cropBox,
        UserSpaceUnit userSpaceUnit, PageRotationDegrees rotation, TransformationMatrix initialMatrix,
        IReadOnlyList<IGraphicsStateOperation> operations)
    {
        var quick = Read(letters: false) with
        {
            Notes = PageNotes.Find(dictionary, new PdfTokens(PdfScanner), ShownPage.FromCrop(cropBox, rotation), initialMatrix),
        };
        return quick.IsDoubtful ? quick with { Letters = Read(letters: true).Letters } : quick;

        PageInk Read(bool letters) => new InkReader(
            letters, pageNumber, ResourceStore, PdfScanner, PageContentParser, FilterProvider, cropBox, userSpaceUnit, rotation,
            initialMatrix, ParsingOptions).Process(pageNumber, operations);
    }
}
