namespace Preciso.Questions;

/// <summary>Null stands for the built-in embedder alone.</summary>
public sealed record EmbedderSelected(string? Embedder, string? Before) : IEvent
{
    public static string EventName => "embedders.selected";
}

/// <summary>All documents have its vectors: questions use it from now on.</summary>
public sealed record EmbedderSwitched(string Embedder, string? Before) : IEvent
{
    public static string EventName => "embedders.switched";
}
