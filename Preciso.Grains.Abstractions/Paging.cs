namespace Preciso;

/// <summary>One page of a list and the cursor of the next; no cursor means that this was the last.</summary>
public sealed record Listing<T>(IReadOnlyList<T> Items, string? NextCursor = null);
