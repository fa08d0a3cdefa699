using MimeKit;
using Preciso.Reading.Archives;

namespace Preciso.Reading.Mail;

/// <summary>Opens messages of strangers. The tree of their parts is held in memory, what the parts hold stays in the file.</summary>
internal static class MailFile
{
    /// <summary>So deep within each other, parts are no longer taken apart.</summary>
    private const int Deepest = 20;

    private const int LongestHeader = 1 << 18;

    /// <summary>Headers should be ASCII; programs that do not keep to it write UTF-8 or what their system uses.</summary>
    public static ParserOptions Leniently { get; } = new()
    {
        CharsetEncoding = Charset.Korean,
        MaxMimeDepth = Deepest,
        ParameterComplianceMode = RfcComplianceMode.Loose,
        Rfc2047ComplianceMode = RfcComplianceMode.Loose,
    };

    public static MimeMessage Parse(Stream file, int mostParts, CancellationToken cancel)
    {
        CheckHeader(file);
        try
        {
            var parts = 0;
            var parser = new MimeParser(Leniently, file, MimeFormat.Entity, persistent: true);
            parser.MimeEntityBegin += (_, _) => parts = parts < mostParts ? parts + 1 : throw ZipFiles.TooManyFiles(mostParts);
            return parser.ParseMessage(cancel);
        }
        catch (FormatException)
        {
            throw Damaged("The file is no e-mail, or its header is damaged.");
        }
    }

    private static void CheckHeader(Stream file)
    {
        var head = new byte[LongestHeader];
        file.Position = 0;
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = 0;
        if (length == head.Length && head.AsSpan().IndexOf("\n\n"u8) < 0 && head.AsSpan().IndexOf("\n\r\n"u8) < 0)
        {
            throw Damaged("The header of the e-mail is larger than any mail program writes.");
        }
    }

    private static ReadingException Damaged(string what) =>
        ReadingException.Input("mail_damaged", what + " Save the message again as .eml.");
}
