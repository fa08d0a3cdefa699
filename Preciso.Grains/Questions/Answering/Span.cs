namespace Preciso.Grains.Questions.Answering;

/// <summary>A sentence or a table row of a passage: the least that can answer.</summary>
/// <param name="First">Index of its first line in the passage.</param>
/// <param name="Last">Index of its last line.</param>
/// <param name="Head">Which column of a table row is which period, if known.</param>
/// <param name="Titles">What else stands over the table: its title, and what its columns show.</param>
internal sealed record Span(string Text, int First, int Last, string? Head, string? Titles)
{
    /// <summary>All that stands over it in its table.</summary>
    public string? Over { get; } = Titles is null ? Head : $"{Titles} {Head}".TrimEnd();

    public bool IsRow { get; } = TableRow.Is(Text);
}
