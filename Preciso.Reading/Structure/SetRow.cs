namespace Preciso.Reading.Structure;

/// <summary>A row of a table with its cells' places across the page.</summary>
internal sealed record SetRow(SetTable Table, IReadOnlyList<SourceCell> Cells);
