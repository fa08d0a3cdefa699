using System.Buffers;

namespace Preciso.Reading.Pdf;

/// <summary>Passes text on with whatever XML forbids replaced by U+FFFD: a PDF may map its letters to any code at all.</summary>
internal sealed class XmlSafeReader(TextReader inner) : TextReader
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c).Except(['\t', '\n', '\r']), '\uFFFE', '\uFFFF']);

    public override int Read(char[] buffer, int index, int count)
    {
        var read = inner.Read(buffer, index, count);
        buffer.AsSpan(index, read).ReplaceAny(Forbidden, '\uFFFD');
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
