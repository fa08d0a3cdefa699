using System.Text;

namespace Preciso.Reading.Mail;

/// <summary>A part's content, decoded as it is read.</summary>
internal sealed class DecodedBody : ForwardStream
{
    private readonly IEnumerator<byte[]> _pieces;
    private byte[] _piece = [];
    private int _at;

    private DecodedBody(IEnumerable<byte[]> pieces) => _pieces = pieces.GetEnumerator();

    public static Stream Open(string path, MailPart part)
    {
        var lines = ByteLines.Read(path, part.From, part.To);
        return new DecodedBody(part.Header["Content-Transfer-Encoding"]?.Trim().ToUpperInvariant() switch
        {
            "BASE64" => Base64(lines),
            "QUOTED-PRINTABLE" => lines.Select(Quoted),
            _ => Plain(path, part.From, part.To),
        });
    }

    protected override int Next(Span<byte> buffer)
    {
        while (_at == _piece.Length)
        {
            if (!_pieces.MoveNext())
            {
                return 0;
            }
            (_piece, _at) = (_pieces.Current, 0);
        }
        var read = Math.Min(buffer.Length, _piece.Length - _at);
        _piece.AsSpan(_at, read).CopyTo(buffer);
        _at += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _pieces.Dispose();
        base.Dispose(disposing);
    }

    private static IEnumerable<byte[]> Plain(string path, long from, long to)
    {
        using var file = File.OpenRead(path);
        file.Position = from;
        var piece = new byte[1 << 16];
        for (int read; (read = file.Read(piece, 0, (int)Math.Min(piece.Length, to - file.Position))) > 0;)
        {
            yield return piece[..read];
        }
    }

    /// <summary>What is no letter of the alphabet is passed over, as the standard says.</summary>
    private static IEnumerable<byte[]> Base64(IEnumerable<ByteLine> lines)
    {
        var rest = new StringBuilder();
        foreach (var line in lines)
        {
            foreach (var b in line.Text)
            {
                rest.Append(char.IsAsciiLetterOrDigit((char)b) || b is (byte)'+' or (byte)'/' ? (char)b : null);
            }
            var whole = rest.Length / 4 * 4;
            yield return Convert.FromBase64String(rest.ToString(0, whole));
            rest.Remove(0, whole);
        }
        if (rest.Length > 1)
        {
            yield return Convert.FromBase64String(rest.ToString().PadRight(4, '='));
        }
    }

    /// <summary>A line that ends with "=" goes on in the next one.</summary>
    private static byte[] Quoted(ByteLine line)
    {
        var text = Encoding.Latin1.GetString(line.Text).TrimEnd(' ', '\t');
        var goesOn = text.EndsWith('=');
        var bytes = new List<byte>(text.Length);
        var end = goesOn ? text.Length - 1 : text.Length;
        for (var i = 0; i < end; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Add(Convert.FromHexString(text.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }
        return goesOn ? [.. bytes] : [.. bytes, (byte)'\n'];
    }
}
