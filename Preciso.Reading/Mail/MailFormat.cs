using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Options;
using Preciso.Reading.Html;
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
        var message = MimeParser.Parse(file.Path, Options.MaxArchiveFiles);
        if (message.Header.Text("Subject") is { Length: > 0 } subject)
        {
            yield return Setting.Heading(subject, 1);
        }
        var fields = Shown.Select(name => (name, text: message.Header.Text(name))).Where(field => field.text is { Length: > 0 });
        yield return Setting.Paragraph(string.Join('\n', fields.Select(field => $"{field.name}: {field.text}")));
        foreach (var passage in message.Bodies().SelectMany(body => Body(file.Path, body)))
        {
            yield return passage;
        }
        if (string.Join('\n', message.Attachments().Select(NameOf)) is { Length: > 0 } names)
        {
            yield return Setting.Footer(names);
        }
    }

    public async IAsyncEnumerable<PackedFile> Unpack(SourceFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var attachment in MimeParser.Parse(file.Path, Options.MaxArchiveFiles).Attachments())
        {
            cancel.ThrowIfCancellationRequested();
            yield return new PackedFile(NameOf(attachment), () => DecodedBody.Open(file.Path, attachment));
        }
    }

    private IEnumerable<Passage> Body(string path, MailPart body)
    {
        using var content = DecodedBody.Open(path, body);
        using var text = new StreamReader(content, EncodingOf(path, body));
        if (body.Type == "text/html")
        {
            MarkupLimits.CheckSize(body.To - body.From, Options);
            using var document = HtmlSource.Parse(text.ReadToEnd());
            foreach (var passage in new HtmlPassages(HtmlPassages.NoFacts).Read(document.DocumentElement))
            {
                yield return passage;
            }
            yield break;
        }
        foreach (var passage in PlainTextPassages.Read(text))
        {
            yield return passage;
        }
    }

    private static Encoding EncodingOf(string path, MailPart body)
    {
        if (Charset.Named(body.Header.ContentType.Text("charset")) is { } named)
        {
            return named;
        }
        using var start = new MemoryStream();
        using var content = DecodedBody.Open(path, body);
        var head = new byte[1 << 16];
        start.Write(head, 0, content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        start.Position = 0;
        return TextEncoding.Detect(start, whole: false) ?? Charset.Western;
    }

    private static string NameOf(MailPart attachment) => Filenames.Clean(
        attachment.Filename is { Length: > 0 } name ? name
        : attachment.Type == "message/rfc822" ? "message.eml"
        : $"attachment.{attachment.Type[(attachment.Type.IndexOf('/', StringComparison.Ordinal) + 1)..]}");
}
