using System.Text.Json.Serialization;

namespace Preciso.Documents;

/// <summary>How a page's words were come by, in the fixed order in which the ways are tried.</summary>
public enum ReadingMethod
{
    /// <summary>The words that the file itself carries, with their places (PDF).</summary>
    TextLayer,

    /// <summary>Words recognised on the page's image.</summary>
    Ocr,

    /// <summary>A file that is nothing but text (text, Markdown), laid out on pages of our own.</summary>
    PlainText,

    /// <summary>
    /// Words and cells that the file's own structure gives (Office, HTML, XML, CSV, e-mail), laid out on pages of our own.
    /// </summary>
    Structure,
}

/// <summary>
/// One page (or sheet, or slide) as it was read: its words with boxes in reading order, its tables, and every attempt that was made at it.
/// </summary>
/// <param name="Page">1-based.</param>
/// <param name="Width">In points.</param>
/// <param name="Height">In points.</param>
/// <param name="Confidence">0 to 1; a text layer's is 1, OCR's the mean of its words weighted by length.</param>
public sealed record PageReading(
    int Page,
    double Width,
    double Height,
    ReadingMethod Method,
    double Confidence,
    IReadOnlyList<TextBlock> Blocks,
    IReadOnlyList<ReadingAttempt> Attempts)
{
    /// <summary>What the names of pages end with that hold what a file hides (sheets, rows, slides).</summary>
    public const string HiddenMark = "(hidden)";

    /// <summary>The sheet's or slide's own name; null where pages have none.</summary>
    public string? Name { get; init; }

    /// <summary>A reader of the file does not see it: it is no evidence and makes no facts.</summary>
    [JsonIgnore]
    public bool IsHidden => Name?.EndsWith(HiddenMark, StringComparison.Ordinal) == true;

    /// <summary>The language that most of its letters are of, as ISO 639-1 (<c>ko</c>, <c>en</c>); null if none is.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// How far the page can be relied on, 0 to 1: its words' confidence, lowered by what speaks against them. Low means that a person has
    /// to look.
    /// </summary>
    public double Quality { get; init; } = Confidence;

    /// <summary>In reading order. Their words are among the blocks' words too.</summary>
    public IReadOnlyList<PageTable> Tables { get; init; } = [];

    /// <summary>What the file itself states as facts (XBRL); those that are read from cells and text come later.</summary>
    [JsonIgnore]
    public IReadOnlyList<Fact> Stated { get; init; } = [];

    /// <summary>Numbers that the source held on this page and no word keeps: what was dropped on the way, as printed.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>Of all blocks, in reading order.</summary>
    [JsonIgnore]
    public IEnumerable<TextLine> Lines => Blocks.SelectMany(block => block.Lines);

    /// <summary>Nothing was found on the page by any method.</summary>
    [JsonIgnore]
    public bool IsEmpty => Blocks.Count == 0;
}

/// <summary>One way of reading one page, tried once.</summary>
/// <param name="Reason">Why it was not good enough, in words; null for the attempt that was kept.</param>
/// <param name="Way">What this attempt did beside its method's usual, for example <c>deskewed</c> or <c>sparse_text</c>; null for the
/// usual.</param>
public sealed record ReadingAttempt(
    ReadingMethod Method, double Confidence, int Characters, double Milliseconds, string? Reason = null, string? Way = null)
{
    /// <summary>
    /// What speaks against its words, kept or not, as a stable name: <c>characters_lost</c> (they could not be decoded),
    /// <c>figures_contradict</c> (the separators of a recognised figure cannot be right), <c>animation_first_picture</c> (the others were
    /// not read); null for nearly every attempt.
    /// </summary>
    public string? Doubt { get; init; }

    /// <summary>The reason as a stable name, for example <c>text_garbled</c> or <c>outdone</c>; null where there is none.</summary>
    public string? ReasonCode { get; init; }
}

public enum BlockKind
{
    Paragraph,
    Heading,
    List,
    Table,
    Figure,
    Footer,
}

/// <summary>Lines that belong together: a paragraph, a column of a table, a heading.</summary>
public sealed record TextBlock(IReadOnlyList<TextLine> Lines, BlockKind Kind = BlockKind.Paragraph);

public sealed record TextLine(IReadOnlyList<Word> Words)
{
    [JsonIgnore]
    public Box Box => Box.Around(Words.Select(word => word.Box));

    [JsonIgnore]
    public string Text => string.Join(' ', Words.Select(word => word.Text));
}

/// <param name="Confidence">0 to 1 from OCR; null where the word was not recognised but given.</param>
public sealed record Word(string Text, Box Box, double? Confidence = null);
