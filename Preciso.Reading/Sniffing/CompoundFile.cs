using System.Buffers.Binary;
using System.Text;

namespace Preciso.Reading.Sniffing;

/// <summary>
/// The names of the streams in a compound file (OLE2), the container of old Office files, locked new ones and Outlook's messages.
/// </summary>
internal static class CompoundFile
{
    private const int HeaderSize = 512;
    private const int EntrySize = 128;
    private const int HeaderFatSectors = 109;
    private const int MostDirectorySectors = 4096;

    public static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Those of the first few hundred sectors of a broken file too: as far as it can be followed.</summary>
    public static IReadOnlySet<string> Streams(Stream file)
    {
        var names = new HashSet<string>();
        var header = new byte[HeaderSize];
        file.Position = 0;
        file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
        var sectorSize = 1 << Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(0x1E)), (ushort)9, (ushort)12);
        var sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(0x30));
        for (var n = 0; n < MostDirectorySectors && ReadSector(file, sector, sectorSize) is { } entries; n++)
        {
            for (var at = 0; at < sectorSize; at += EntrySize)
            {
                var length = BinaryPrimitives.ReadUInt16LittleEndian(entries.AsSpan(at + 64));
                if (length is > 2 and <= 64)
                {
                    names.Add(Encoding.Unicode.GetString(entries, at, length - 2));
                }
            }
            sector = Next(file, header, sector, sectorSize);
        }
        return names;
    }

    private static byte[]? ReadSector(Stream file, uint sector, int size)
    {
        var start = (sector + 1L) * size;
        if (start + size > file.Length)
        {
            return null;
        }
        var bytes = new byte[size];
        file.Position = start;
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The next sector of the chain, by the file's allocation table; no sector at all where the chain ends.</summary>
    private static uint Next(Stream file, byte[] header, uint sector, int size)
    {
        var (table, place) = ((int)(sector / (size / 4)), (int)(sector % (size / 4)));
        var fat = ReadSector(file, FatSector(file, header, table, size), size);
        return fat is null ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(fat.AsSpan(place * 4));
    }

    /// <summary>Where the n-th part of the table is: the header lists the first ones, a chain of sectors the others.</summary>
    private static uint FatSector(Stream file, byte[] header, int n, int size)
    {
        if (n < HeaderFatSectors)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(0x4C + (4 * n)));
        }
        n -= HeaderFatSectors;
        var list = ReadSector(file, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(0x44)), size);
        for (var perSector = (size / 4) - 1; n >= perSector && list is not null; n -= perSector)
        {
            list = ReadSector(file, BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan(size - 4)), size);
        }
        return list is null ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(list.AsSpan(4 * n));
    }
}
