namespace Preciso.Grains.Documents.Reading.PlainText;

/// <summary>Lines that belong together and stay on one page if they can: a paragraph, a heading, a table.</summary>
internal sealed record Passage(IReadOnlyList<SetLine> Lines, bool StartsPage = false);

/// <summary>A line whose words have their places across the page, not yet down it.</summary>
/// <param name="Size">Of its letters, in points.</param>
internal sealed record SetLine(IReadOnlyList<SetWord> Words, double Size);

internal readonly record struct SetWord(string Text, double X, double Width);
