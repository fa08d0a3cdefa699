using System.Buffers.Binary;
using System.Text;

namespace Preciso.Reading.Hwp;

/// <summary>The records that are read, by their numbers in the file.</summary>
internal enum HwpTag
{
    CharShape = 0x15,
    Numbering = 0x17,
    ParaShape = 0x19,
    ParaHeader = 0x42,
    ParaText = 0x43,
    ParaCharShape = 0x44,
    CtrlHeader = 0x47,
    ListHeader = 0x48,
    Table = 0x4D,
    Equation = 0x58,
}

/// <summary>A record of an HWP 5 stream with those that belong to it.</summary>
internal sealed record HwpRecord(HwpTag Tag, int Level, byte[] Data)
{
    private const int LongSize = 0xFFF;

    public List<HwpRecord> Children { get; } = [];

    /// <summary>Those of the outermost level, each with all that is in it.</summary>
    public static IEnumerable<HwpRecord> Read(Stream stream)
    {
        var open = new List<HwpRecord>();
        var count = 0;
        while (Next(stream) is { } record)
        {
            MarkupLimits.CheckNodes(++count);
            MarkupLimits.CheckDepth(record.Level);
            if (open.Count > 0 && record.Level <= open[0].Level)
            {
                yield return open[0];
                open.Clear();
            }
            while (open.Count > 0 && open[^1].Level >= record.Level)
            {
                open.RemoveAt(open.Count - 1);
            }
            if (open.Count > 0)
            {
                open[^1].Children.Add(record);
            }
            open.Add(record);
        }
        if (open.Count > 0)
        {
            yield return open[0];
        }
    }

    public HwpRecord? Child(HwpTag tag) => Children.Find(child => child.Tag == tag);

    /// <summary>What is cut off is 0.</summary>
    public int Short(int at) => at + 2 <= Data.Length ? BinaryPrimitives.ReadUInt16LittleEndian(Data.AsSpan(at)) : 0;

    public uint Long(int at) => at + 4 <= Data.Length ? BinaryPrimitives.ReadUInt32LittleEndian(Data.AsSpan(at)) : 0;

    public string Text(int at, int characters) =>
        at < Data.Length ? Encoding.Unicode.GetString(Data, at, Math.Min(characters * 2, (Data.Length - at) & ~1)) : "";

    private static HwpRecord? Next(Stream stream)
    {
        if (Long(stream) is not { } head)
        {
            return null;
        }
        var size = head >> 20;
        if (size == LongSize)
        {
            size = Long(stream) ?? 0;
        }
        var data = new MemoryStream();
        var buffer = new byte[Math.Clamp(size, 1, 1 << 16)];
        for (var left = (long)size; left > 0;)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                break; // cut off: what is there counts
            }
            data.Write(buffer, 0, read);
            left -= read;
        }
        return new HwpRecord((HwpTag)(head & 0x3FF), (int)((head >> 10) & 0x3FF), data.ToArray());
    }

    private static uint? Long(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[4];
        return stream.ReadAtLeast(bytes, 4, throwOnEndOfStream: false) == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : null;
    }
}
