using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using MimeKit;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Mail;

/// <summary>E-mails (.eml): who wrote what to whom and when; each attachment becomes a document of its own.</summary>
internal sealed class MailFormat(IOptions<ReadingOptions> options, TimeProvider time) : LaidOutFormat(options, time), IContainer
{
    private static readonly string[] Shown = ["From", "To", "Cc", "Date"];

    public override IReadOnlyCollection<string> MediaTypes { get; } = [MediaType.Mail];

    protected override IEnumerable<Passage> Passages(SourceFile file, CancellationToken cancel)
    {
        using var content = File.OpenRead(file.Path);
        using var message = MailFile.Parse(content, Options.MaxArchiveFiles, cancel);
        if (Header(message, "Subject") is { Length: > 0 } subject)
        {
            yield return Setting.Heading(subject, 1);
        }
        var fields = Shown.Select(name => (name, text: Header(message, name))).Where(field => field.text.Length > 0);
        yield return Setting.Item(string.Join('\n', fields.Select(field => $"{field.name}: {field.text}")), 0); // no title of what follows
        var body = Body(message);
        foreach (var passage in body)
        {
            yield return passage;
        }
        var files = MailFiles.List(message).ToList();
        if (MailText.Letters(body) == 0 && files.Exists(one => one.Problem?.Code == MailFiles.Encrypted.Code))
        {
            throw ReadingException.Input(MailFiles.Encrypted.Code, MailFiles.Encrypted.Detail);
        }
        files.RemoveAll(one => one.Problem?.Code == MailFiles.Signature.Code);
        if (string.Join('\n', files.Select(one => one.Name)) is { Length: > 0 } names)
        {
            yield return Setting.Footer(names);
        }
    }

    public async IAsyncEnumerable<PackedFile> Unpack(SourceFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        using var content = File.OpenRead(file.Path);
        using var message = MailFile.Parse(content, Options.MaxArchiveFiles, cancel);
        foreach (var one in MailFiles.List(message))
        {
            cancel.ThrowIfCancellationRequested();
            yield return one;
        }
    }

    /// <summary>What Outlook says once more in its own way is read where nothing else says it.</summary>
    private List<Passage> Body(MimeMessage message)
    {
        var body = MailParts.Bodies(message.Body).SelectMany(ways => MailText.Richest(ways, Options)).ToList();
        var packed = MailParts.Attachments(message.Body).Where(MailParts.IsTnef);
        foreach (var text in packed.SelectMany(part => WinMail.Open(part)?.Texts ?? []))
        {
            List<Passage> more = [.. MailText.Read(text, Options)];
            body.AddRange(MailText.Letters(more) > MailText.Letters(body) ? more : []);
        }
        return body;
    }

    private static string Header(MimeMessage message, string name) => Readable.Line(message.Headers[name] ?? "");
}
