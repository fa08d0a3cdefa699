using System.Text;

namespace Preciso.Reading.PlainText;

/// <summary>How well the bytes of a text fit an encoding.</summary>
/// <param name="Characters">Those that are not ASCII.</param>
/// <param name="Damaged">So many of them stand for nothing.</param>
internal readonly record struct Decoding(Encoding Encoding, long Characters, long Damaged)
{
    private const int Piece = 1 << 16;

    public bool IsWhole => Damaged == 0;

    /// <summary>A file that was cut or patched is still what it was.</summary>
    public bool IsNearlyWhole => Damaged * 10 <= Characters;

    /// <param name="whole">False if the stream ends in the middle of the text, perhaps in the middle of a character.</param>
    public static Decoding Try(Stream text, Encoding encoding, bool whole)
    {
        var decoder = encoding.GetDecoder();
        decoder.Fallback = new DecoderReplacementFallback("\uFFFD");
        var bytes = new byte[Piece];
        var chars = new char[encoding.GetMaxCharCount(Piece)];
        var isTable = encoding is not UTF8Encoding;
        var (others, damaged) = (0L, 0L);
        text.Position = 0;
        for (int read; (read = text.Read(bytes)) > 0;)
        {
            Count(chars.AsSpan(0, decoder.GetChars(bytes, 0, read, chars, 0, flush: false)), isTable, ref others, ref damaged);
        }
        Count(whole ? chars.AsSpan(0, decoder.GetChars([], 0, 0, chars, 0, flush: true)) : [], isTable, ref others, ref damaged);
        return new Decoding(encoding, others, damaged);
    }

    /// <summary>A text may hold the sign for what another program could not decode.</summary>
    public static bool IsUtf8(Stream text, bool whole)
    {
        var decoder = Encoding.UTF8.GetDecoder();
        decoder.Fallback = DecoderFallback.ExceptionFallback;
        var bytes = new byte[Piece];
        text.Position = 0;
        try
        {
            for (int read; (read = text.Read(bytes)) > 0;)
            {
                decoder.Convert(bytes.AsSpan(0, read), new char[Piece + 1], flush: false, out _, out _, out _);
            }
            decoder.Convert([], new char[1], flush: whole, out _, out _, out _);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Tables give even bytes that stand for nothing a code: a control or a private one.</summary>
    private static void Count(ReadOnlySpan<char> chars, bool isTable, ref long others, ref long damaged)
    {
        foreach (var c in chars)
        {
            others += c >= 0x80 ? 1 : 0;
            damaged += c == '\uFFFD' || (isTable && c is (>= '\u0080' and <= '\u009F') or (>= '\uE000' and <= '\uF8FF')) ? 1 : 0;
        }
    }
}
