using Preciso.Documents;
using Preciso.Reading.Ocr;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Geometry;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>Places on a page as it is shown: PdfPig moves what it draws to where that begins, and turns it; y points up.</summary>
internal readonly record struct ShownPage(PageSize Size)
{
    public static ShownPage FromCrop(CropBox crop, PageRotationDegrees rotation) => new(rotation.SwapsAxis
        ? new PageSize(crop.Bounds.Height, crop.Bounds.Width)
        : new PageSize(crop.Bounds.Width, crop.Bounds.Height));

    public Box Whole => new(0, 0, Size.Width, Size.Height);

    public Spot Place(PdfPoint point) => new(point.X, Size.Height - point.Y);

    /// <summary>Around the rectangle, which may stand askew.</summary>
    public Box Place(PdfRectangle placed)
    {
        var (one, two, three, four) = (Place(placed.BottomLeft), Place(placed.BottomRight), Place(placed.TopLeft), Place(placed.TopRight));
        return one.BoxTo(two).Union(three.BoxTo(four));
    }
}
