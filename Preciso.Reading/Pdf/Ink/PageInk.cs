using Preciso.Documents;
using Preciso.Reading.Ocr;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>What the drawing operators of a page say beyond its words.</summary>
/// <param name="Size">The page's, in its own units.</param>
/// <param name="Rulings">The lines that it draws.</param>
/// <param name="LargestPicture">What is seen of it, in parts of the page; null where the page draws too much to tell.</param>
/// <param name="IsDoubtful">Some of its text may not be seen, or stands raised; only then are there <paramref name="Letters"/>.</param>
internal sealed record PageInk(PageSize Size, Rulings Rulings, bool IsDoubtful, double? LargestPicture, IReadOnlyList<InkedLetter> Letters)
{
    public IReadOnlyList<PageNote> Notes { get; init; } = [];

    /// <summary>In points of the page as it is read: a page may have a unit of its own.</summary>
    public PageInk In(PageSize size)
    {
        var (x, y) = (size.Width / Size.Width, size.Height / Size.Height);
        return Math.Abs(x - 1) < 0.01 && Math.Abs(y - 1) < 0.01 ? this : this with
        {
            Size = size,
            Rulings = new Rulings([.. Rulings.Horizontal.Select(Scale)], [.. Rulings.Vertical.Select(Scale)]),
            Notes = [.. Notes.Select(note => note with { Box = Scale(note.Box) })],
            Letters = [.. Letters.Select(letter => letter with { Box = Scale(letter.Box) })],
        };

        Box Scale(Box box) => new(box.X0 * x, box.Y0 * y, box.X1 * x, box.Y1 * y);
    }
}

/// <param name="IsSoft">A hyphen that is to be seen only where a line breaks.</param>
internal readonly record struct InkedLetter(string Text, Box Box, bool IsRaised, bool IsSoft, bool IsSeen)
{
    /// <summary>Nothing is to be done about it.</summary>
    public bool IsUsual => IsSeen && !IsRaised && !IsSoft;
}
