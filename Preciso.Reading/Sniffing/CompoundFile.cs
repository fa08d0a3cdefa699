using System.Buffers.Binary;
using System.Text;

namespace Preciso.Reading.Sniffing;

/// <summary>
/// A compound file (OLE2), the container of old Office files, locked new ones, Outlook's messages and HWP: its streams by their names.
/// Of a broken one, as far as it can be followed.
/// </summary>
internal sealed class CompoundFile
{
    private const int HeaderSize = 512;
    private const int EntrySize = 128;
    private const int HeaderFatSectors = 109;
    private const int MostDirectorySectors = 4096;
    private const int MiniSector = 64;
    private const uint MiniBelow = 4096;
    private const byte RootEntry = 5;

    private readonly Stream _file;
    private readonly byte[] _header = new byte[HeaderSize];
    private readonly int _sectorSize;
    private readonly Dictionary<string, (uint Start, uint Length)> _streams = [];
    private (uint Start, uint Length) _mini;
    private (uint Number, byte[]? Bytes) _lastTable = (uint.MaxValue, null);

    public CompoundFile(Stream file)
    {
        _file = file;
        file.Position = 0;
        file.ReadAtLeast(_header, HeaderSize, throwOnEndOfStream: false);
        _sectorSize = 1 << Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(_header.AsSpan(0x1E)), (ushort)9, (ushort)12);
        var sector = Long(_header, 0x30);
        for (var n = 0; n < MostDirectorySectors && ReadSector(sector) is { } entries; n++)
        {
            for (var at = 0; at < _sectorSize; at += EntrySize)
            {
                Add(entries.AsSpan(at, EntrySize));
            }
            sector = Next(sector);
        }
    }

    public static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>Of streams and folders alike, without the folders that they stand in.</summary>
    public IReadOnlyCollection<string> Names => _streams.Keys;

    /// <summary>Null if there is none of this name; what of it can be followed, if it is longer than the file.</summary>
    public byte[]? Read(string name)
    {
        if (!_streams.TryGetValue(name, out var entry) || entry.Length > _file.Length)
        {
            return null;
        }
        return entry.Length < MiniBelow ? ReadMini(entry.Start, (int)entry.Length) : ReadChain(entry.Start, (int)entry.Length);
    }

    private void Add(ReadOnlySpan<byte> entry)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
        if (length is > 2 and <= 64)
        {
            var place = (BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]));
            _mini = entry[66] == RootEntry ? place : _mini;
            _streams.TryAdd(Encoding.Unicode.GetString(entry[..(length - 2)]), place);
        }
    }

    private byte[] ReadChain(uint sector, int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length && ReadSector(sector) is { } part; at += _sectorSize)
        {
            part.AsSpan(0, Math.Min(_sectorSize, length - at)).CopyTo(bytes.AsSpan(at));
            sector = Next(sector);
        }
        return bytes;
    }

    /// <summary>Short streams stand in small sectors within one stream of their own, with a table of their own.</summary>
    private byte[] ReadMini(uint sector, int length)
    {
        var small = ReadChain(_mini.Start, (int)Math.Min(_mini.Length, _file.Length));
        var tableSectors = Math.Min(Long(_header, 0x40), (uint)(_file.Length / _sectorSize));
        var table = ReadChain(Long(_header, 0x3C), (int)Math.Min(tableSectors * (long)_sectorSize, _file.Length));
        var bytes = new byte[length];
        for (var at = 0; at < length && (sector + 1L) * MiniSector <= small.Length; at += MiniSector)
        {
            small.AsSpan((int)sector * MiniSector, Math.Min(MiniSector, length - at)).CopyTo(bytes.AsSpan(at));
            sector = (sector + 1L) * 4 <= table.Length ? Long(table, (int)sector * 4) : uint.MaxValue;
        }
        return bytes;
    }

    private byte[]? ReadSector(uint sector)
    {
        var start = (sector + 1L) * _sectorSize;
        if (start + _sectorSize > _file.Length)
        {
            return null;
        }
        var bytes = new byte[_sectorSize];
        _file.Position = start;
        _file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The next sector of the chain, by the file's allocation table; no sector at all where the chain ends.</summary>
    private uint Next(uint sector)
    {
        var (number, place) = (sector / (uint)(_sectorSize / 4), (int)(sector % (uint)(_sectorSize / 4)));
        if (_lastTable.Number != number)
        {
            _lastTable = (number, ReadSector(FatSector((int)number)));
        }
        return _lastTable.Bytes is null ? uint.MaxValue : Long(_lastTable.Bytes, place * 4);
    }

    /// <summary>Where the n-th part of the table is: the header lists the first ones, a chain of sectors the others.</summary>
    private uint FatSector(int n)
    {
        if (n < HeaderFatSectors)
        {
            return Long(_header, 0x4C + (4 * n));
        }
        n -= HeaderFatSectors;
        var list = ReadSector(Long(_header, 0x44));
        for (var perSector = (_sectorSize / 4) - 1; n >= perSector && list is not null; n -= perSector)
        {
            list = ReadSector(Long(list, _sectorSize - 4));
        }
        return list is null ? uint.MaxValue : Long(list, 4 * n);
    }

    private static uint Long(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));
}
