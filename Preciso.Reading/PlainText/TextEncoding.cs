using System.Text;

namespace Preciso.Reading.PlainText;

/// <summary>How text is encoded: as its byte order mark says; else UTF-8; else CP949, the Korean one of older Windows.</summary>
internal static class TextEncoding
{
    public const string UnknownCode = "text_encoding_unknown";
    public const string UnknownMessage = "The text is neither UTF-8 nor UTF-16 nor CP949 (Korean). Save it as UTF-8 and upload it again.";

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Cp949 =
        CodePagesEncodingProvider.Instance.GetEncoding(949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The text of a file in whatever encoding it is; a <see cref="ReadingException"/> if that cannot be told.</summary>
    public static StreamReader Open(string path)
    {
        var file = File.OpenRead(path);
        var encoding = Detect(file);
        if (encoding is null)
        {
            file.Dispose();
            throw ReadingException.Input(UnknownCode, UnknownMessage);
        }
        file.Position = 0;
        return new StreamReader(file, encoding);
    }

    /// <summary>Text has no zero bytes (but in UTF-16) and hardly any control characters.</summary>
    public static bool LooksBinary(ReadOnlySpan<byte> head)
    {
        if (ByteOrderMark(head) is UnicodeEncoding)
        {
            return head.Length % 2 == 0 && head.IndexOf("\0\0\0"u8) >= 0;
        }
        var controls = 0;
        foreach (var b in head)
        {
            controls += b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') or 0x7F ? 1 : 0;
        }
        return head.Contains((byte)0) || controls * 100 > head.Length;
    }

    /// <summary>Null if no encoding fits.</summary>
    /// <param name="whole">False if the stream ends in the middle of the text, perhaps in the middle of a character.</param>
    public static Encoding? Detect(Stream text, bool whole = true)
    {
        Span<byte> mark = stackalloc byte[3];
        var marked = ByteOrderMark(mark[..text.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false)]);
        return marked ?? new[] { Utf8, Cp949 }.FirstOrDefault(encoding => IsValid(text, encoding, whole));
    }

    internal static Encoding? ByteOrderMark(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0xFF, 0xFE]) ? Encoding.Unicode
        : head.StartsWith<byte>([0xFE, 0xFF]) ? Encoding.BigEndianUnicode
        : null;

    // The table gives even bytes that stand for nothing a code: a control or a private one.
    private static bool HasUnassigned(ReadOnlySpan<char> chars) =>
        chars.ContainsAnyInRange('\u0080', '\u009F') || chars.ContainsAnyInRange('\uE000', '\uF8FF');

    private static bool IsValid(Stream text, Encoding strict, bool whole)
    {
        var decoder = strict.GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[strict.GetMaxCharCount(bytes.Length)];
        text.Position = 0;
        try
        {
            for (int read; (read = text.Read(bytes)) > 0;)
            {
                var decoded = decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
                if (strict == Cp949 && HasUnassigned(chars.AsSpan(0, decoded)))
                {
                    return false;
                }
            }
            decoder.GetChars([], 0, 0, chars, 0, flush: whole);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
