using MimeKit;
using MimeKit.IO;
using Preciso.Documents;

namespace Preciso.Reading.Mail;

/// <summary>The files that hang on a message, and why some of them cannot be taken out.</summary>
internal static class MailFiles
{
    public static DocumentProblem Encrypted { get; } = new(
        "mail_encrypted", "The message, or a part of it, is encrypted (PGP or S/MIME). Save it decrypted and upload that.");

    public static DocumentProblem Signature { get; } = new(
        "mail_signature_unchecked", "The message is signed. What it says was read; whether the signature holds was not checked.");

    private static DocumentProblem DamagedTnef { get; } = new(
        "tnef_damaged", "The file that Outlook packed (winmail.dat) is damaged. Ask for the message in HTML or as plain text.");

    public static IEnumerable<PackedFile> List(MimeMessage message) => MailParts.Attachments(message.Body).SelectMany(Take);

    private static IEnumerable<PackedFile> Take(MimeEntity part)
    {
        if (MailParts.IsTnef(part))
        {
            return WinMail.Open(part) is { } tnef ? tnef.Files.Select(Pack) : [new PackedFile(NameOf(part), null, DamagedTnef)];
        }
        return [MailParts.IsSealed(part) ? new PackedFile(NameOf(part), null, Encrypted)
            : MailParts.IsSignature(part) ? new PackedFile(NameOf(part), null, Signature)
            : Pack(part)];
    }

    private static PackedFile Pack(MimeEntity part) => new(NameOf(part), () => part switch
    {
        MessagePart { Message: { } message } => Write(message),
        MimePart { Content: { } content } => Open(content),
        _ => Stream.Null,
    });

    /// <summary>From the file again: it may be read when the message is no longer open.</summary>
    private static Stream Open(IMimeContent content)
    {
        if (content.Stream is not BoundStream { BaseStream: FileStream file } bound)
        {
            return content.Open();
        }
        var again = new BoundStream(File.OpenRead(file.Name), bound.StartBoundary, bound.EndBoundary, leaveOpen: false);
        return new MimeContent(again, content.Encoding).Open();
    }

    private static MemoryStream Write(MimeMessage message)
    {
        var written = new MemoryStream();
        message.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, written);
        written.Position = 0;
        return written;
    }

    private static string NameOf(MimeEntity part) => Filenames.Clean(
        (part.ContentDisposition?.FileName ?? part.ContentType.Name) is { Length: > 0 } name ? name
        : part.ContentType.IsMimeType("message", "rfc822") ? "message.eml"
        : $"attachment.{part.ContentType.MediaSubtype.ToLowerInvariant()}");
}
