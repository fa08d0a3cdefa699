namespace Preciso.Reading.Mail;

/// <summary>A line and where it stands in its file.</summary>
/// <param name="Text">Without its line end.</param>
/// <param name="TextEnd">Before its line end.</param>
/// <param name="End">Behind its line end.</param>
internal readonly record struct ByteLine(byte[] Text, long Start, long TextEnd, long End);

/// <summary>The lines of a part of a file. One that is longer than any mail program writes is cut.</summary>
internal static class ByteLines
{
    private const int Longest = 1 << 16;

    public static IEnumerable<ByteLine> Read(string path, long from, long to)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        file.Position = from;
        var line = new List<byte>();
        var (start, at) = (from, from);
        for (int next; at < to && (next = file.ReadByte()) >= 0;)
        {
            at++;
            if (next != '\n' && line.Count < Longest)
            {
                line.Add((byte)next);
                continue;
            }
            if (next != '\n')
            {
                line.Add((byte)next);
            }
            var text = next == '\n' && line is [.., (byte)'\r'] ? line[..^1] : line;
            yield return new ByteLine([.. text], start, start + text.Count, at);
            line.Clear();
            start = at;
        }
        if (line.Count > 0)
        {
            yield return new ByteLine([.. line], start, at, at);
        }
    }
}
