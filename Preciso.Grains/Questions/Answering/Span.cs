namespace Preciso.Grains.Questions.Answering;

/// <summary>A sentence or a table row of a passage: the least that can answer.</summary>
/// <param name="First">Index of its first line in the passage.</param>
/// <param name="Last">Index of its last line.</param>
/// <param name="Head">The column heads over a table row, if known.</param>
internal sealed record Span(string Text, int First, int Last, string? Head)
{
    public bool IsRow { get; } = TableRow.Is(Text);
}
