using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Preciso.Reading.Html;
using Preciso.Reading.PlainText;

namespace Preciso.Reading.Mail;

/// <summary>The text of a message, of whatever says most of it.</summary>
internal static partial class MailText
{
    /// <summary>The same text with its links written out is no richer.</summary>
    private const double Richer = 1.1;

    /// <summary>Of several ways to say the same the one with tables, else the one that says more, else the plainer one.</summary>
    public static IReadOnlyList<Passage> Richest(IReadOnlyList<IReadOnlyList<TextPart>> ways, ReadingOptions options)
    {
        IReadOnlyList<Passage> best = [];
        foreach (var way in ways)
        {
            List<Passage> passages = [.. way.SelectMany(part => Read(part, options))];
            var isRicher = best.Count == 0
                || (Cells(passages) > 0 ? Cells(passages) >= Cells(best) : Cells(best) == 0 && Letters(passages) > Richer * Letters(best));
            best = isRicher ? passages : best;
        }
        return best;
    }

    public static IEnumerable<Passage> Read(TextPart part, ReadingOptions options)
    {
        if (part.Content is not { Stream: { } stream } content)
        {
            yield break;
        }
        MarkupLimits.CheckSize(stream.Length, options);
        using var bytes = Decode(content);
        using var text = new StreamReader(bytes, EncodingOf(bytes, part));
        bytes.Position = 0;
        if (!part.IsHtml)
        {
            using var plain = new StringReader(PgpText.Unwrap(text.ReadToEnd()));
            foreach (var passage in PlainTextPassages.Read(plain))
            {
                yield return passage;
            }
            yield break;
        }
        using var document = HtmlSource.Parse(text.ReadToEnd());
        foreach (var passage in HtmlPassages.Read(document.DocumentElement))
        {
            yield return passage;
        }
    }

    /// <summary>Letters and digits.</summary>
    public static int Letters(IEnumerable<Passage> passages) =>
        passages.SelectMany(passage => passage.Lines).SelectMany(line => line.Words).Sum(word => PageText.CountCharacters(word.Text));

    private static int Cells(IEnumerable<Passage> passages) =>
        passages.Count(passage => passage.Row is { } row && row.Cells.Count(cell => cell.Text.Text.Length > 0) > 1);

    /// <summary>Programs on the way add spaces at the ends of lines, behind the sign that joins a line to the next.</summary>
    private static MemoryStream Decode(IMimeContent content)
    {
        var decoded = new MemoryStream();
        if (content.Encoding != ContentEncoding.QuotedPrintable)
        {
            content.DecodeTo(decoded);
            return decoded;
        }
        using var raw = new MemoryStream();
        content.WriteTo(raw);
        var joined = SpacedJoint().Replace(Encoding.Latin1.GetString(raw.GetBuffer(), 0, (int)raw.Length), "=$1");
        new MimeContent(new MemoryStream(Encoding.Latin1.GetBytes(joined)), content.Encoding).DecodeTo(decoded);
        return decoded;
    }

    private static Encoding EncodingOf(Stream bytes, TextPart part)
    {
        var named = Charset.Named(part.ContentType.Charset);
        return TextEncoding.Detect(bytes, named) ?? named ?? Charset.Western;
    }

    [GeneratedRegex(@"=[ \t]+(\r?\n)")]
    private static partial Regex SpacedJoint();
}
