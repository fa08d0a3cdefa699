using Preciso.Documents;
using Preciso.Reading.PlainText;

namespace Preciso.Reading.Structure;

/// <summary>The kinds of passage that a file's structure knows, set on our paper.</summary>
internal static class Setting
{
    /// <summary>Longer text is set as several passages, so that no passage is large: a file may be one single paragraph.</summary>
    public const int LongestText = 8192;

    private const double Indent = 14;
    private const int DeepestIndent = 8;

    /// <summary>Starts a page, and names it and those that follow.</summary>
    public static Passage Page(string? name = null) => new([], StartsPage: true) { PageName = name };

    /// <summary>Nothing that can be seen, but a reason for somebody to look.</summary>
    public static Passage Unread(string code, string message) => new([]) { Unread = new DocumentProblem(code, message) };

    public static Passage Heading(MarkedText text, int level) =>
        Wrap(text, BlockKind.Heading, level switch { 1 => 16, 2 => 14, 3 => 12, _ => 11 });

    public static Passage Paragraph(MarkedText text) => Wrap(text, BlockKind.Paragraph);

    public static Passage Footer(MarkedText text) => Wrap(text, BlockKind.Footer, 8);

    /// <param name="depth">From 0.</param>
    public static Passage Item(MarkedText text, int depth) =>
        Wrap(text, BlockKind.List, indent: Indent * Math.Clamp(depth, 0, DeepestIndent));

    private static Passage Wrap(MarkedText text, BlockKind kind, double size = Paper.FontSize, double indent = 0) =>
        new([.. Lines(text).SelectMany(line => Typesetter.Wrap(line, size, Paper.Margin + indent, Paper.Column - indent))], Kind: kind);

    private static IEnumerable<MarkedText> Lines(MarkedText text)
    {
        for (var from = 0; from < text.Text.Length;)
        {
            var end = text.Text.IndexOf('\n', from) is var found and >= 0 ? found : text.Text.Length;
            var start = from;
            yield return new MarkedText(
                text.Text[from..end], [.. text.Marks.Select(mark => mark with { Start = mark.Start - start, End = mark.End - start })]);
            from = end + 1;
        }
    }
}
