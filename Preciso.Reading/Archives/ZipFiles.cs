using System.Buffers.Binary;
using System.IO.Compression;

namespace Preciso.Reading.Archives;

/// <summary>Opens ZIP files of strangers.</summary>
internal static class ZipFiles
{
    private const int EndRecord = 22;
    private const int LongestComment = 0xFFFF;

    /// <summary>The list of an archive's files is held in memory: so many bytes are about a hundred thousand of them.</summary>
    private const long LongestDirectory = 8 << 20;

    /// <summary>A <see cref="ReadingException"/> if it is broken.</summary>
    public static ZipArchive Open(Stream file, bool leaveOpen = false)
    {
        try
        {
            CheckDirectory(file);
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen, new ZipNames());
            _ = archive.Entries;
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ReadingException)
        {
            if (!leaveOpen)
            {
                file.Dispose();
            }
            throw e as ReadingException ?? Damaged();
        }
    }

    public static ReadingException Damaged() =>
        ReadingException.Input("zip_damaged", "The file is a damaged ZIP (or Office) file. Pack or save it again and upload that.");

    public static ReadingException TooManyFiles(int most) => ReadingException.Input(
        "archive_too_many_files",
        $"The archive holds more than {most} files. Split it, or ask an administrator to raise Preciso__Reading__MaxArchiveFiles.");

    public static ReadingException TooLarge(int mostMegabytes) => ReadingException.Input(
        "archive_too_large",
        $"The file unpacks to more than {mostMegabytes} MB. Split it, or ask an administrator to raise "
        + $"Preciso__Reading__MaxUnpackedMegabytes.");

    public static ReadingException Bomb() => ReadingException.Input(
        "archive_bomb",
        "A part of the file unpacks to hundreds of times its size, as only files made to do harm do. Nothing of it was read.");

    /// <summary>The directory is read as a whole, whatever number of files the end record claims.</summary>
    private static void CheckDirectory(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, EndRecord + LongestComment)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndRecord > tail.Length)
        {
            throw new InvalidDataException();
        }
        long start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (start == uint.MaxValue)
        {
            start = Start64(file, tail.AsSpan(0, end));
        }
        if (start > file.Length)
        {
            throw new InvalidDataException();
        }
        if (file.Length - start > LongestDirectory + LongestComment)
        {
            throw ReadingException.Input("archive_too_many_files", "The archive holds too many files to be listed. Split it.");
        }
    }

    /// <summary>Where the directory begins in an archive of more than 4 GB, or one that is written as if it were.</summary>
    private static long Start64(Stream file, ReadOnlySpan<byte> before)
    {
        var locator = before.LastIndexOf("PK\u0006\u0007"u8);
        if (locator < 0 || locator + 16 > before.Length)
        {
            throw new InvalidDataException();
        }
        Span<byte> record = stackalloc byte[56];
        file.Position = Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(before[(locator + 8)..]), 0, file.Length);
        file.ReadExactly(record);
        return Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(record[48..]));
    }
}
