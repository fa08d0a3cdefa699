using System.Text;

namespace Preciso.Reading.Mail;

/// <summary>The fields over a message or a part of one.</summary>
internal sealed class MailHeader
{
    private const int Longest = 1 << 18;

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private readonly List<(string Name, string Value)> _fields = [];
    private int _length;

    /// <summary>As written, on one line; null if it is not there.</summary>
    public string? this[string name] =>
        _fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public HeaderValue ContentType => HeaderValue.Parse(this["Content-Type"] ?? "text/plain");

    public HeaderValue Disposition => HeaderValue.Parse(this["Content-Disposition"] ?? "");

    /// <summary>As it is to be read.</summary>
    public string? Text(string name) => this[name] is { } value ? Readable.Line(EncodedWords.Decode(value)) : null;

    public void Add(byte[] line)
    {
        var text = Decode(line);
        if ((_length += text.Length) > Longest)
        {
            throw ReadingException.Input(
                "mail_damaged", "The header of the e-mail is larger than any mail program writes. Save the message again as .eml.");
        }
        if (text is [' ' or '\t', ..] && _fields.Count > 0)
        {
            _fields[^1] = (_fields[^1].Name, _fields[^1].Value + " " + text.Trim());
        }
        else if (text.IndexOf(':', StringComparison.Ordinal) is var colon and > 0)
        {
            _fields.Add((text[..colon].Trim(), text[(colon + 1)..].Trim()));
        }
    }

    /// <summary>Fields are ASCII; programs that do not keep to it write UTF-8 or what their system uses.</summary>
    private static string Decode(byte[] line)
    {
        try
        {
            return Utf8.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetString(line);
        }
    }
}
