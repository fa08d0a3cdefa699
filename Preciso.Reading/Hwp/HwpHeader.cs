using System.Buffers.Binary;
using Preciso.Documents;
using Preciso.Reading.Sniffing;

namespace Preciso.Reading.Hwp;

/// <summary>What the head of an HWP 5 file says of how it is kept.</summary>
internal static class HwpHeader
{
    private const string Name = "FileHeader";
    private const int FlagsAt = 36;
    private const int Compressed = 1;
    private const int Locked = 0x02 | 0x10 | 0x100 | 0x400; // with a password, by rights, by a certificate
    private const int Distribution = 0x04;

    private static ReadOnlySpan<byte> Signature => "HWP Document File"u8;

    public static bool Is(CompoundFile file) =>
        file.Read(Name) is { Length: >= FlagsAt + 4 } header && header.AsSpan().StartsWith(Signature);

    public static bool IsCompressed(CompoundFile file) => (Flags(file) & Compressed) != 0;

    /// <summary>Why it cannot be read; null if it can.</summary>
    public static DocumentProblem? Problem(CompoundFile file) =>
        (Flags(file) & Locked) != 0 ? new DocumentProblem("hwp_encrypted", CompoundKind.OfficeEncrypted)
        : (Flags(file) & Distribution) != 0 ? new DocumentProblem("hwp_distribution",
            "The document is locked for distribution (배포용 문서). Save it as a plain document, HWPX or PDF and upload that.")
        : null;

    private static int Flags(CompoundFile file) =>
        file.Read(Name) is { Length: >= FlagsAt + 4 } header ? BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(FlagsAt)) : 0;
}
