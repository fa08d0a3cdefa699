using System.Buffers.Binary;
using System.Text;

namespace Preciso.Tests.Reading;

/// <summary>The smallest compound files (OLE2): 512-byte sectors, the table in the first, the directory in the second.</summary>
internal static class CompoundFiles
{
    private const int Sector = 512;
    private const uint End = 0xFFFFFFFE;
    private const uint Free = 0xFFFFFFFF;

    /// <param name="content">Of the stream; at least 4096 bytes long, as shorter ones are kept elsewhere. None at all for a stream without
    /// any.</param>
    public static byte[] With(string stream, byte[]? content = null)
    {
        var sectors = ((content?.Length ?? 0) + Sector - 1) / Sector;
        var file = new byte[Sector * (3 + sectors)];
        Header(file);
        var table = file.AsSpan(Sector, Sector);
        table.Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(table, 0xFFFFFFFD);
        BinaryPrimitives.WriteUInt32LittleEndian(table[4..], End);
        for (var n = 0; n < sectors; n++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(table[(8 + (4 * n))..], n + 1 < sectors ? (uint)(3 + n) : End);
        }
        var directory = file.AsSpan(2 * Sector, Sector);
        Entry(directory, "Root Entry", type: 5, child: 1, start: End, length: 0);
        Entry(directory[128..], stream, type: 2, child: Free, sectors > 0 ? 2 : End, content?.Length ?? 0);
        content?.CopyTo(file, 3 * Sector);
        return file;
    }

    /// <summary>Several streams, each shorter than 4096 bytes: they stand in sectors of 64 bytes within the root's own stream.</summary>
    public static byte[] With(params IReadOnlyList<(string Name, byte[] Content)> streams)
    {
        const int small = 64;
        var places = new List<(string Name, uint Start, int Length)>();
        var (mini, chain) = (new List<byte>(), new List<uint>());
        foreach (var (name, content) in streams)
        {
            var count = (content.Length + small - 1) / small;
            places.Add((name, count > 0 ? (uint)chain.Count : End, content.Length));
            chain.AddRange(Enumerable.Range(chain.Count + 1, count).Select((next, i) => i + 1 < count ? (uint)next : End));
            mini.AddRange([.. content, .. new byte[(count * small) - content.Length]]);
        }
        var (directories, sectors) = ((streams.Count + 4) / 4, (mini.Count + Sector - 1) / Sector);
        var file = new byte[Sector * (3 + directories + sectors)];
        Header(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(0x30), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(0x3C), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(0x40), 1);
        var table = file.AsSpan(Sector, Sector);
        table.Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(table, 0xFFFFFFFD);
        BinaryPrimitives.WriteUInt32LittleEndian(table[4..], End);
        Chain(table, 2, directories);
        Chain(table, 2 + directories, sectors);
        var minis = file.AsSpan(2 * Sector, Sector);
        minis.Fill(0xFF);
        for (var n = 0; n < chain.Count; n++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(minis[(4 * n)..], chain[n]);
        }
        var directory = file.AsSpan(3 * Sector, directories * Sector);
        Entry(directory, "Root Entry", type: 5, child: 1, start: (uint)(2 + directories), length: mini.Count);
        for (var n = 0; n < places.Count; n++)
        {
            Entry(directory[(128 * (n + 1))..], places[n].Name, type: 2, child: Free, places[n].Start, places[n].Length);
        }
        mini.CopyTo(file, (3 + directories) * Sector);
        return file;
    }

    private static void Chain(Span<byte> table, int first, int count)
    {
        for (var n = 0; n < count; n++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(table[(4 * (first + n))..], n + 1 < count ? (uint)(first + n + 1) : End);
        }
    }

    private static void Header(byte[] file)
    {
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        var (words, longs) = (new[] { (0x18, 0x3E), (0x1A, 3), (0x1C, 0xFFFE), (0x1E, 9), (0x20, 6) },
            new[] { (0x2C, 1u), (0x30, 1u), (0x38, 4096u), (0x3C, End), (0x44, End) });
        foreach (var (at, value) in words)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), (ushort)value);
        }
        foreach (var (at, value) in longs)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
        }
        file.AsSpan(0x50, Sector - 0x50).Fill(0xFF);
    }

    private static void Entry(Span<byte> entry, string name, byte type, uint child, uint start, int length)
    {
        Encoding.Unicode.GetBytes(name, entry);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)((name.Length + 1) * 2));
        (entry[66], entry[67]) = (type, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[68..], Free);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[72..], Free);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[76..], child);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[116..], start);
        BinaryPrimitives.WriteInt32LittleEndian(entry[120..], length);
    }
}
