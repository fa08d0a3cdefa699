using UglyToad.PdfPig;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>Opens files with PdfPig.</summary>
internal static class InkDocument
{
    /// <summary>Smaller files are read faster from memory.</summary>
    private const long Small = 32 << 20;

    /// <summary>Null for a file that PdfPig cannot open.</summary>
    public static PdfDocument? Open(string path)
    {
        var options = new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = new CappedFilters() };
        try
        {
            var document = new FileInfo(path).Length <= Small
                ? PdfDocument.Open(File.ReadAllBytes(path), options)
                : PdfDocument.Open(File.OpenRead(path), options);
            document.AddPageFactory<PageInk, InkPages>();
            return document;
        }
        catch (Exception e) when (e is not (OutOfMemoryException or IOException))
        {
            return null; // It has no error of its own for files that break the rules.
        }
    }
}
