using System.Text;

namespace Preciso.Reading.Mail;

/// <summary>Finds the parts of a message in one pass over its lines; nothing of their content is kept.</summary>
internal sealed class MimeParser : IDisposable
{
    /// <summary>So deep within each other, parts are no longer taken apart.</summary>
    private const int Deepest = 20;

    private readonly IEnumerator<ByteLine> _lines;
    private readonly int _mostParts;
    private readonly List<string> _boundaries = [];
    private ByteLine? _line;
    private long _end;
    private int _parts;

    private MimeParser(string path, int mostParts)
    {
        _lines = ByteLines.Read(path, 0, long.MaxValue).GetEnumerator();
        _mostParts = mostParts;
        Advance();
    }

    public static MailPart Parse(string path, int mostParts)
    {
        using var parser = new MimeParser(path, mostParts);
        return parser.Part();
    }

    public void Dispose() => _lines.Dispose();

    private MailPart Part()
    {
        if (++_parts > _mostParts)
        {
            throw Archives.ZipFiles.TooManyFiles(_mostParts);
        }
        var header = Header();
        var from = _line?.Start ?? _end;
        var boundary = header.ContentType.Value.StartsWith("multipart/", StringComparison.Ordinal)
            ? header.ContentType.Text("boundary")
            : null;
        if (boundary is null or "" || _boundaries.Count >= Deepest)
        {
            return new MailPart(header, from, SkipBody(from), []);
        }
        _boundaries.Add("--" + boundary);
        var parts = Parts("--" + boundary);
        _boundaries.RemoveAt(_boundaries.Count - 1);
        return new MailPart(header, from, SkipBody(from), parts);
    }

    private List<MailPart> Parts(string delimiter)
    {
        var parts = new List<MailPart>();
        SkipBody(0);
        while (_line is { } line && Delimiter(line) == delimiter)
        {
            var isLast = Encoding.UTF8.GetString(line.Text).TrimEnd() == delimiter + "--";
            Advance();
            if (isLast)
            {
                break;
            }
            parts.Add(Part());
        }
        return parts;
    }

    private MailHeader Header()
    {
        var header = new MailHeader();
        for (; _line is { Text.Length: > 0 } line && Delimiter(line) is null; Advance())
        {
            header.Add(line.Text);
        }
        if (_line is { Text.Length: 0 })
        {
            Advance();
        }
        return header;
    }

    /// <summary>To the next delimiter of any multipart around; where the body before it ends.</summary>
    private long SkipBody(long from)
    {
        var end = from;
        for (; _line is { } line && Delimiter(line) is null; Advance())
        {
            end = line.TextEnd; // the line end before a delimiter belongs to the delimiter
        }
        return _line is null ? _end : end;
    }

    private string? Delimiter(ByteLine line)
    {
        if (!line.Text.AsSpan().StartsWith("--"u8))
        {
            return null;
        }
        var text = Encoding.UTF8.GetString(line.Text).TrimEnd();
        return _boundaries.FindLast(boundary => text == boundary || text == boundary + "--");
    }

    private void Advance()
    {
        _line = _lines.MoveNext() ? _lines.Current : null;
        _end = _line?.End ?? _end;
    }
}
