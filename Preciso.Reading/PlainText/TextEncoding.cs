using System.Text;
using UtfUnknown;

namespace Preciso.Reading.PlainText;

/// <summary>
/// How text is encoded: as its byte order mark says; else UTF-8 where it is that; else as the file names it, if its bytes agree; else as
/// they look. What a file says of itself is often wrong, and its bytes hardly ever fit an encoding by chance.
/// </summary>
internal static class TextEncoding
{
    public const string UnknownCode = "text_encoding_unknown";
    public const string UnknownMessage = "It cannot be told how the text is encoded. Save it as UTF-8 and upload it again.";

    private const int Head = 1 << 18;

    /// <summary>What is told from fewer signs is a guess.</summary>
    private const float Sure = 0.5f;

    /// <summary>Enough to overrule what the file names.</summary>
    private const float Certain = 0.95f;

    /// <summary>With fewer letters beyond ASCII, one Eastern code looks like another, and all like the Western one.</summary>
    private const int Enough = 8;

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
    /// <param name="named">What the file says of itself.</param>
    /// <param name="whole">False if the stream ends in the middle of the text, perhaps in the middle of a character.</param>
    public static Encoding? Detect(Stream text, Encoding? named = null, bool whole = true)
    {
        text.Position = 0;
        var head = new byte[Head];
        head = head[..text.ReadAtLeast(head, Head, throwOnEndOfStream: false)];
        if (ByteOrderMark(head) is { } marked)
        {
            return marked;
        }
        var utf8 = Decoding.Try(text, Encoding.UTF8, whole);
        return utf8.IsWhole || Decoding.IsUtf8(text, whole)
            ? (utf8.Characters == 0 && named is not null && IsOfEscapes(named) ? named : Encoding.UTF8)
            : ByBytes(text, head, utf8, named, whole);
    }

    internal static Encoding? ByteOrderMark(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0xFF, 0xFE]) ? Encoding.Unicode
        : head.StartsWith<byte>([0xFE, 0xFF]) ? Encoding.BigEndianUnicode
        : head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? Encoding.UTF8
        : null;

    private static Encoding? ByBytes(Stream text, byte[] head, Decoding utf8, Encoding? named, bool whole)
    {
        var detected = CharsetDetector.DetectFromBytes(head).Detected;
        var korean = KoreanBytes.Are(head) ? Decoding.Try(text, Charset.Korean, whole) : (Decoding?)null;
        var said = named is null or UnicodeEncoding or UTF32Encoding or UTF8Encoding ? null : named; // UTF-16 would have its mark
        if (said is { IsSingleByte: false } || (said is not null && korean is not { IsWhole: true } && !Overrules(detected, said)))
        {
            if (Decoding.Try(text, said, whole).IsWhole)
            {
                return said;
            }
        }
        var guessed = Guess(detected, utf8.Characters) is { } guess ? Decoding.Try(text, guess, whole) : (Decoding?)null;
        Decoding?[] whichever = [korean, utf8.IsNearlyWhole ? utf8 : null, guessed];
        var best = whichever.FirstOrDefault(one => one is { IsWhole: true });
        return (best ?? whichever.FirstOrDefault(one => one is { IsNearlyWhole: true }))?.Encoding;
    }

    private static Encoding? Guess(DetectionDetail? detected, long characters) =>
        detected is not { Confidence: >= Sure, Encoding: { } found } || found is ASCIIEncoding ? null
        : found.IsSingleByte && characters < Enough ? Charset.Western
        : Charset.Named(found.WebName) ?? found;

    /// <summary>One byte a character fits nearly anything.</summary>
    private static bool Overrules(DetectionDetail? detected, Encoding said) =>
        said.IsSingleByte && detected is { Confidence: >= Certain, Encoding: { IsSingleByte: false } found }
        && found is not ASCIIEncoding;

    /// <summary>ISO-2022 and the like are ASCII with signs that switch to others.</summary>
    private static bool IsOfEscapes(Encoding encoding) =>
        encoding.WebName.StartsWith("iso-2022", StringComparison.OrdinalIgnoreCase) || encoding.WebName is "hz-gb-2312" or "csISO2022JP";
}
