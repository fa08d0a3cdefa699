namespace Preciso.Reading.Pdf;

/// <summary>Passes text on with whatever XML forbids replaced by U+FFFD: a PDF may map its letters to any code at all.</summary>
internal sealed class XmlSafeReader(TextReader inner) : TextReader
{
    public override int Read(char[] buffer, int index, int count)
    {
        var read = inner.Read(buffer, index, count);
        foreach (ref var c in buffer.AsSpan(index, read))
        {
            if (c is (< ' ' and not ('\t' or '\n' or '\r')) or '\uFFFE' or '\uFFFF')
            {
                c = '\uFFFD';
            }
        }
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
