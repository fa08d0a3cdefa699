using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Preciso.Reading.Mail;

/// <summary>Text in a header that is not ASCII: =?charset?B?…?= and =?charset?Q?…?= (RFC 2047).</summary>
internal static partial class EncodedWords
{
    public static string Decode(string value)
    {
        var text = new StringBuilder();
        var bytes = new List<byte>(); // a character may be split between two words
        var (charset, at) = ("", 0);
        foreach (Match word in Word().Matches(value))
        {
            var between = value[at..word.Index];
            var goesOn = bytes.Count > 0 && string.IsNullOrWhiteSpace(between);
            if (!goesOn || word.Groups["charset"].Value != charset)
            {
                text.Append(Flush(bytes, charset)).Append(goesOn ? "" : between);
            }
            charset = word.Groups["charset"].Value;
            bytes.AddRange(Bytes(word.Groups["encoding"].Value, word.Groups["text"].Value));
            at = word.Index + word.Length;
        }
        return text.Append(Flush(bytes, charset)).Append(value, at, value.Length - at).ToString();
    }

    public static byte[] Percent(string text, char mark)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == mark && i + 2 < text.Length
                && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text[i] == '_' && mark == '=' ? " " : text[i].ToString()));
            }
        }
        return [.. bytes];
    }

    private static byte[] Bytes(string encoding, string text)
    {
        if (encoding is "Q" or "q")
        {
            return Percent(text, '=');
        }
        var padded = text.TrimEnd('=');
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : [];
    }

    private static string Flush(List<byte> bytes, string charset)
    {
        var text = (Charset.Named(charset) ?? Encoding.UTF8).GetString([.. bytes]);
        bytes.Clear();
        return text;
    }

    [GeneratedRegex(@"=\?(?<charset>[^?*\s]+)(\*[^?]*)?\?(?<encoding>[BbQq])\?(?<text>[^?\s]*)\?=", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();
}
