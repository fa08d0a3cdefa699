using System.Text.Json;
using Preciso.Documents;

namespace Preciso.Grains.Documents;

/// <summary>A passage as stored.</summary>
internal class ChunkRow
{
    public long ChunkId { get; init; }
    public int Page { get; init; }
    public int Ordinal { get; init; }
    public string? Heading { get; init; }
    public required string Text { get; init; }
    public required string Snippet { get; init; }
    public required string Boxes { get; init; }
    public required string Method { get; init; }
    public double Confidence { get; init; }

    public ChunkView ToView() => new(
        ChunkId, Page, Ordinal, Heading, Text, Snippet, JsonSerializer.Deserialize<List<Box>>(Boxes, PrecisoJson.Options)!,
        Snake.Parse<ReadingMethod>(Method), Confidence);
}
