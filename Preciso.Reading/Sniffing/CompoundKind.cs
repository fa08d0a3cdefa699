namespace Preciso.Reading.Sniffing;

/// <summary>What a compound file is. Only Excel's old format is read; of the others we say what to do.</summary>
internal static class CompoundKind
{
    public static string Sniff(Stream file)
    {
        var streams = CompoundFile.Streams(file);
        return streams.Contains("EncryptedPackage") ? throw Refusal("office_encrypted", OfficeEncrypted)
            : streams.Contains("Workbook") || streams.Contains("Book") ? MediaType.Xls
            : streams.Contains("WordDocument") || streams.Contains("PowerPoint Document")
                ? throw Refusal("office_old_format", OfficeOldFormat)
            : streams.Any(name => name.StartsWith("__properties_version1", StringComparison.Ordinal))
                ? throw Refusal("msg_unsupported", MsgUnsupported)
            : throw FileSniffer.Unsupported();
    }

    public const string OfficeEncrypted = "The file opens only with a password. Save it without one and upload that.";
    private const string OfficeOldFormat =
        "Of the old Office formats only Excel's (.xls) is read. Save it as .docx or .pptx and upload that.";
    private const string MsgUnsupported = "Outlook's .msg messages are not read. Save the message as .eml and upload that.";

    private static ProblemException Refusal(string code, string message) => new(ProblemKind.Unsupported, code, message);
}
