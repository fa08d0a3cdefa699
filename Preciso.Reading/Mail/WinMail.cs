using System.Text;
using MimeKit;
using MimeKit.Tnef;

namespace Preciso.Reading.Mail;

/// <summary>What Outlook packs into winmail.dat (TNEF): files, and the message once more.</summary>
internal sealed record WinMail(IReadOnlyList<MimeEntity> Files, IReadOnlyList<TextPart> Texts)
{
    /// <summary>Null if it is damaged.</summary>
    public static WinMail? Open(MimeEntity part)
    {
        if (part is not MimePart { Content: { } content })
        {
            return null;
        }
        try
        {
            var tnef = part as TnefPart ?? new TnefPart { Content = content };
            List<MimeEntity> entities = [.. tnef.ExtractAttachments()];
            List<TextPart> texts = [.. entities.SelectMany(MailParts.Bodies).SelectMany(ways => ways.Take(1)).SelectMany(way => way)];
            var files = entities.SelectMany(MailParts.Attachments);
            return new WinMail([.. files.Where(file => texts.Count == 0 || file is not TextPart { FileName: null })], texts);
        }
        catch (Exception e) when (e is TnefException or IOException or FormatException or ArgumentException or InvalidOperationException
            or NotSupportedException or IndexOutOfRangeException or DecoderFallbackException or OverflowException)
        {
            return null;
        }
    }
}
