namespace Preciso.Documents;

/// <summary>A piece of one page that can be found and cited: what a chunk is before it is stored.</summary>
/// <param name="Ordinal">Position in the document, from 0.</param>
/// <param name="Heading">What it stands under: section, title, unit and, in the middle of a table, the column heads.</param>
/// <param name="Boxes">The outline: one box for each region of the page.</param>
/// <param name="Confidence">How surely its words were read, 0 to 1.</param>
/// <param name="Snippet">Its beginning on one line.</param>
public sealed record NewPassage(
    int Page,
    int Ordinal,
    string? Heading,
    IReadOnlyList<PassageLine> Lines,
    IReadOnlyList<Box> Boxes,
    ReadingMethod Method,
    double Confidence,
    string Snippet)
{
    public string Text { get; } = string.Join('\n', Lines.Select(line => line.Text));
}

/// <summary>One printed line or table row with its place.</summary>
public sealed record PassageLine(string Text, Box Box);
