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
}

/// <summary>One page as it was read: its words with boxes in reading order, and every attempt that was made at it.</summary>
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
    /// <summary>Nothing was found on the page by any method.</summary>
    [JsonIgnore]
    public bool IsEmpty => Blocks.Count == 0;
}

/// <summary>One way of reading one page, tried once.</summary>
/// <param name="Reason">Why it was not good enough, in words; null for the attempt that was kept.</param>
public sealed record ReadingAttempt(ReadingMethod Method, double Confidence, int Characters, double Milliseconds, string? Reason = null);

/// <summary>Lines that belong together: a paragraph, a column of a table, a heading.</summary>
public sealed record TextBlock(IReadOnlyList<TextLine> Lines);

public sealed record TextLine(IReadOnlyList<Word> Words)
{
    [JsonIgnore]
    public Box Box => Box.Around(Words.Select(word => word.Box));

    [JsonIgnore]
    public string Text => string.Join(' ', Words.Select(word => word.Text));
}

/// <param name="Confidence">0 to 1 from OCR; null where the word was not recognised but given.</param>
public sealed record Word(string Text, Box Box, double? Confidence = null);
