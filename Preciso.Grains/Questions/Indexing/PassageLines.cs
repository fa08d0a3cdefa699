using System.Text.Json;
using Preciso.Documents;

namespace Preciso.Grains.Questions.Indexing;

/// <summary>The lines of a chunk as the column chunks.lines keeps them: [[x0, y0, x1, y1, "text"], …].</summary>
public static class PassageLines
{
    public static string ToJson(IReadOnlyList<PassageLine> lines)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = PrecisoJson.Options.Encoder }))
        {
            writer.WriteStartArray();
            foreach (var line in lines)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(Math.Round(line.Box.X0, 2));
                writer.WriteNumberValue(Math.Round(line.Box.Y0, 2));
                writer.WriteNumberValue(Math.Round(line.Box.X1, 2));
                writer.WriteNumberValue(Math.Round(line.Box.Y1, 2));
                writer.WriteStringValue(line.Text);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    public static IReadOnlyList<PassageLine> FromJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(line => new PassageLine(
            line[4].GetString()!,
            new Box(line[0].GetDouble(), line[1].GetDouble(), line[2].GetDouble(), line[3].GetDouble())))];
    }
}
