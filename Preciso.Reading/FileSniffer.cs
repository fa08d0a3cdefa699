using System.Buffers.Binary;
using System.Text;
using Preciso.Reading.PlainText;
using Preciso.Reading.Sniffing;

namespace Preciso.Reading;

/// <summary>Tells what a file is from its content. Its name only tells kinds of text from each other.</summary>
public static class FileSniffer
{
    private const int HeadLength = 8192;
    private const int PdfHeaderWithin = 1024;

    /// <param name="file">Can be sought in; its position afterwards is anywhere.</param>
    /// <returns>The media type of a format that can be read; a <see cref="ProblemException"/> if it is none.</returns>
    public static string Sniff(Stream file, string filename)
    {
        var head = new byte[HeadLength];
        file.Position = 0;
        head = head[..file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false)];
        if (head.Length == 0)
        {
            throw new ProblemException(ProblemKind.Invalid, "file_empty", "The file is empty. Upload one that has content.");
        }
        return Signature(head) ?? Container(file, head) ?? Text(head, head.Length == file.Length, filename);
    }

    /// <summary>The type whose mark the file begins with; null if it has none that we know.</summary>
    internal static string? Signature(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']) ? MediaType.Png
        : head.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? MediaType.Jpeg
        : head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) ? MediaType.Tiff
        : head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8) ? MediaType.Gif
        : head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8) ? MediaType.WebP
        : IsHeic(head) ? MediaType.Heic
        : IsPdf(head) ? MediaType.Pdf
        : null;

    /// <summary>A box whose brands name the codec, the first of them or one of those that it is compatible with.</summary>
    private static bool IsHeic(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || !head[4..].StartsWith("ftyp"u8))
        {
            return false;
        }
        var brands = head[8..(int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(head), 12, (uint)head.Length)];
        return brands.IndexOf("heic"u8) >= 0 || brands.IndexOf("heix"u8) >= 0 || brands.IndexOf("hevc"u8) >= 0;
    }

    internal static ProblemException Unsupported() => new(
        ProblemKind.Unsupported, "file_type_unsupported",
        "This type of file cannot be read. PDF, PNG, JPEG, TIFF, GIF, WebP and HEIC images, Word (docx), Excel (xlsx, xlsb, xls), "
        + "PowerPoint (pptx), Hancom (hwpx, hwp), OpenDocument (odt, ods, odp), CSV, HTML, XML, XBRL, e-mail (eml), ZIP, text and Markdown "
        + "can, and Word and PowerPoint of old (doc, ppt) where LibreOffice is installed.");

    // Packed files, messages and pages may name or hold a PDF near their start.
    private static bool IsPdf(ReadOnlySpan<byte> head) =>
        !IsZip(head) && !head.StartsWith(CompoundFile.Signature)
            && head[..Math.Min(head.Length, PdfHeaderWithin)].IndexOf("%PDF-"u8) is var at and >= 0
            && (at == 0 || Markup(head, "") is null);

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8);

    private static string? Container(Stream file, ReadOnlySpan<byte> head)
    {
        try
        {
            return IsZip(head) ? ZipKind.Sniff(file) : head.StartsWith(CompoundFile.Signature) ? CompoundKind.Sniff(file) : null;
        }
        catch (ReadingException e)
        {
            throw new ProblemException(ProblemKind.Unsupported, e.Code, e.Message);
        }
    }

    private static string Text(ReadOnlySpan<byte> head, bool headIsWholeFile, string filename)
    {
        var extension = Path.GetExtension(filename).ToUpperInvariant();
        var markup = Markup(head, extension);
        if (TextEncoding.LooksBinary(head) && markup != MediaType.Mail) // a message may hold whatever is not text
        {
            throw Unsupported();
        }
        if (markup is not null)
        {
            return markup; // in whatever encoding it names itself
        }
        using var start = new MemoryStream(head.ToArray());
        if (TextEncoding.Detect(start, whole: headIsWholeFile) is null)
        {
            throw new ProblemException(ProblemKind.Unsupported, TextEncoding.UnknownCode, TextEncoding.UnknownMessage);
        }
        return extension switch
        {
            ".MD" or ".MARKDOWN" => MediaType.Markdown,
            ".CSV" => MediaType.Csv,
            ".TSV" or ".TAB" => MediaType.Tsv,
            _ => MediaType.Text,
        };
    }

    private static string? Markup(ReadOnlySpan<byte> head, string extension)
    {
        // What tells them apart is ASCII, and one byte is one character of Latin-1.
        var text = (TextEncoding.ByteOrderMark(head) ?? Encoding.Latin1).GetString(head).TrimStart('\uFEFF');
        text = text.StartsWith("ï»¿", StringComparison.Ordinal) ? text[3..] : text;
        return MarkupKind.Sniff(text, extension) ?? (MailKind.Is(text, extension) ? MediaType.Mail : null);
    }
}
