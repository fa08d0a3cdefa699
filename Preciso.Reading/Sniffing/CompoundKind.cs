using Preciso.Reading.Hwp;
using Preciso.Reading.Office;

namespace Preciso.Reading.Sniffing;

/// <summary>What a compound file is. Of those that are not read we say what to do.</summary>
internal static class CompoundKind
{
    public static string Sniff(Stream file)
    {
        var compound = new CompoundFile(file);
        var streams = compound.Names;
        return streams.Contains("EncryptedPackage") ? throw Refusal("office_encrypted", OfficeEncrypted)
            : streams.Contains("Workbook") || streams.Contains("Book") ? MediaType.Xls
            : streams.Contains("WordDocument") ? OldOffice.IsInstalled ? MediaType.Doc : throw Refusal("office_old_format", OfficeOldFormat)
            : streams.Contains("PowerPoint Document")
                ? OldOffice.IsInstalled ? MediaType.Ppt : throw Refusal("office_old_format", OfficeOldFormat)
            : HwpHeader.Is(compound) ? Hwp(compound)
            : streams.Any(name => name.StartsWith("__properties_version1", StringComparison.Ordinal))
                ? throw Refusal("msg_unsupported", MsgUnsupported)
            : throw FileSniffer.Unsupported();
    }

    public const string OfficeEncrypted = "The file opens only with a password. Save it without one and upload that.";
    private const string OfficeOldFormat =
        "Of the old Office formats only Excel's (.xls) is read here: LibreOffice is not installed. Save it as .docx or .pptx and upload "
        + "that.";
    private const string MsgUnsupported = "Outlook's .msg messages are not read. Save the message as .eml and upload that.";

    private static string Hwp(CompoundFile compound) => HwpHeader.Problem(compound) is { } problem
        ? throw Refusal(problem.Code, problem.Detail) : MediaType.Hwp;

    private static ProblemException Refusal(string code, string message) => new(ProblemKind.Unsupported, code, message);
}
