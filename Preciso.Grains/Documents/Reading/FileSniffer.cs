using Preciso.Grains.Documents.Reading.PlainText;

namespace Preciso.Grains.Documents.Reading;

/// <summary>Tells what a file is from its content. Its name only tells Markdown from other text.</summary>
public static class FileSniffer
{
    private const int PdfHeaderWithin = 1024;

    /// <param name="head">The first bytes, 4 KB or more where the file has them.</param>
    /// <returns>The media type of a format that can be read; a <see cref="ProblemException"/> if it is none.</returns>
    public static string Sniff(ReadOnlySpan<byte> head, bool headIsWholeFile, string filename)
    {
        if (head.IsEmpty)
        {
            throw new ProblemException(ProblemKind.Invalid, "file_empty", "The file is empty. Upload one that has content.");
        }
        return Signature(head) ?? Text(head, headIsWholeFile, filename);
    }

    /// <summary>The type whose mark the file begins with; null if it has none that we know.</summary>
    internal static string? Signature(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']) ? MediaType.Png
        : head.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? MediaType.Jpeg
        : head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) ? MediaType.Tiff
        : head[..Math.Min(head.Length, PdfHeaderWithin)].IndexOf("%PDF-"u8) >= 0 ? MediaType.Pdf
        : null;

    internal static ProblemException Unsupported() => new(
        ProblemKind.Unsupported, "file_type_unsupported",
        "This type of file cannot be read. PDF, PNG, JPEG and TIFF images, text and Markdown can.");

    private static string Text(ReadOnlySpan<byte> head, bool headIsWholeFile, string filename)
    {
        if (TextEncoding.LooksBinary(head))
        {
            throw Unsupported();
        }
        using var start = new MemoryStream(head.ToArray());
        if (TextEncoding.Detect(start, headIsWholeFile) is null)
        {
            throw new ProblemException(ProblemKind.Unsupported, TextEncoding.UnknownCode, TextEncoding.UnknownMessage);
        }
        return Path.GetExtension(filename).ToUpperInvariant() is ".MD" or ".MARKDOWN" ? MediaType.Markdown : MediaType.Text;
    }
}
