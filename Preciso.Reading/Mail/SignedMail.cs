using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Cms;

namespace Preciso.Reading.Mail;

/// <summary>A message within its signature (S/MIME). The signature is not checked: that takes a list of whom to trust.</summary>
internal static class SignedMail
{
    private const int Largest = 64 << 20;

    /// <summary>Null if it is encrypted, or damaged.</summary>
    public static MimeEntity? Open(ApplicationPkcs7Mime mime)
    {
        if (mime.SecureMimeType is SecureMimeType.EnvelopedData or SecureMimeType.AuthEnvelopedData or SecureMimeType.CompressedData
            || mime.Content is not { Stream.Length: <= Largest })
        {
            return null;
        }
        try
        {
            using var content = mime.Content.Open();
            using var inner = new MemoryStream();
            new CmsSignedData(content).SignedContent?.Write(inner);
            inner.Position = 0;
            return inner.Length == 0 ? null : MimeEntity.Load(MailFile.Leniently, inner);
        }
        catch (Exception e) when (e is CmsException or IOException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
