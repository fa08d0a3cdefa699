using MimeKit;
using MimeKit.Cryptography;
using MimeKit.Tnef;

namespace Preciso.Reading.Mail;

/// <summary>What the parts of a message are to a reader: its text, the files that hang on it, and what nobody can read.</summary>
internal static class MailParts
{
    private static readonly string[] Signatures =
        ["application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-encrypted"];

    /// <summary>The ways in which the message's text stands in it: of each group one is to be read.</summary>
    public static IEnumerable<IReadOnlyList<IReadOnlyList<TextPart>>> Bodies(MimeEntity? entity) => entity switch
    {
        TextPart text when IsBody(text) => [[[text]]],
        MultipartAlternative alternative => [[.. alternative.Select(Plainly).Where(parts => parts.Count > 0)]],
        MultipartRelated related => Bodies(related.Root),
        Multipart multipart when IsSealed(multipart) => [],
        Multipart multipart => multipart.SelectMany(Bodies),
        ApplicationPkcs7Mime signed => Bodies(SignedMail.Open(signed)),
        _ => [],
    };

    /// <summary>Every leaf that is not read as the message itself.</summary>
    public static IEnumerable<MimeEntity> Attachments(MimeEntity? entity) => entity switch
    {
        null => [],
        TextPart text when IsBody(text) => [],
        Multipart multipart when IsSealed(multipart) => [multipart],
        Multipart multipart => multipart.SelectMany(Attachments),
        ApplicationPkcs7Mime mime when SignedMail.Open(mime) is { } signed => Attachments(signed),
        _ => [entity],
    };

    public static bool IsSignature(MimeEntity part) => Signatures.Contains(part.ContentType.MimeType.ToLowerInvariant());

    /// <summary>Encrypted for somebody, as a whole.</summary>
    public static bool IsSealed(MimeEntity part) =>
        part is MultipartEncrypted
        || (part is Multipart && part.ContentType.IsMimeType("multipart", "encrypted"))
        || (part is ApplicationPkcs7Mime mime && SignedMail.Open(mime) is null);

    /// <summary>Outlook's own way of sending files, under whatever type.</summary>
    public static bool IsTnef(MimeEntity part) => part is TnefPart
        || (part is MimePart { FileName: { } name } && name.Equals("winmail.dat", StringComparison.OrdinalIgnoreCase));

    private static bool IsBody(TextPart text) =>
        (text.IsPlain || text.IsHtml) && text.FileName is null && !text.IsAttachment;

    /// <summary>Alternatives within an alternative are its own texts.</summary>
    private static IReadOnlyList<TextPart> Plainly(MimeEntity entity) => [.. Bodies(entity).SelectMany(ways => ways[^1])];
}
