using System.Globalization;
using Preciso.Documents;

namespace Preciso.Web.Documents;

/// <summary>
/// The address of a place in a document: <c>/documents/ID?page=3&amp;box=x0,y0,x1,y1;…</c>, with <c>&amp;tab=facts</c> for what stands
/// beside it.
/// </summary>
public static class EvidenceLink
{
    public static string To(Guid documentId, int page, IEnumerable<Box> boxes) =>
        string.Create(CultureInfo.InvariantCulture, $"/documents/{documentId}?page={page}&box={string.Join(';', boxes.Select(Write))}");

    public static string To(Guid documentId, int page, IEnumerable<Box> boxes, DocumentTab beside) =>
        $"{To(documentId, page, boxes)}&tab={Snake.Case(beside)}";

    public static string To(Guid documentId, int page, DocumentTab beside) =>
        $"/documents/{documentId}?page={page}&tab={Snake.Case(beside)}";

    public static string To(Guid documentId, int page, DocumentSide beside) =>
        $"/documents/{documentId}?page={page}&tab={Snake.Case(beside)}";

    /// <summary>The boxes of an address that anyone may have typed: what is no box is left out.</summary>
    public static IReadOnlyList<Box> Boxes(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Read).OfType<Box>()];

    private static string Write(Box box) =>
        string.Create(CultureInfo.InvariantCulture, $"{box.X0:0.##},{box.Y0:0.##},{box.X1:0.##},{box.Y1:0.##}");

    private static Box? Read(string text)
    {
        var sides = text.Split(',')
            .Select(side => double.TryParse(side, CultureInfo.InvariantCulture, out var number) ? number : double.NaN).ToArray();
        return sides is [var x0, var y0, var x1, var y1] && sides.All(double.IsFinite) && x0 < x1 && y0 < y1
            ? new Box(x0, y0, x1, y1)
            : null;
    }
}
