using System.Text.Json;
using System.Text.Json.Serialization;

namespace Preciso.Documents;

/// <summary>A rectangle on a page in points from the page's top left; [x0, y0, x1, y1] in JSON.</summary>
[JsonConverter(typeof(BoxConverter))]
public readonly record struct Box(double X0, double Y0, double X1, double Y1)
{
    [JsonIgnore]
    public double Width => X1 - X0;

    [JsonIgnore]
    public double Height => Y1 - Y0;

    public Box Union(Box other) =>
        new(Math.Min(X0, other.X0), Math.Min(Y0, other.Y0), Math.Max(X1, other.X1), Math.Max(Y1, other.Y1));

    /// <summary>Less than nothing wide or high where they do not meet.</summary>
    public Box Intersect(Box other) =>
        new(Math.Max(X0, other.X0), Math.Max(Y0, other.Y0), Math.Min(X1, other.X1), Math.Min(Y1, other.Y1));

    /// <summary>With across and down exchanged.</summary>
    public Box Transpose() => new(Y0, X0, Y1, X1);

    public static Box Around(IEnumerable<Box> boxes) => boxes.Aggregate((a, b) => a.Union(b));
}

public sealed class BoxConverter : JsonConverter<Box>
{
    public override Box Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var sides = JsonSerializer.Deserialize<double[]>(ref reader, options);
        return sides is [var x0, var y0, var x1, var y1] ? new Box(x0, y0, x1, y1) : throw new JsonException("A box is four numbers.");
    }

    public override void Write(Utf8JsonWriter writer, Box value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        // Hundredths of a point are far below what anyone can see, and keep pages small.
        writer.WriteNumberValue(Math.Round(value.X0, 2));
        writer.WriteNumberValue(Math.Round(value.Y0, 2));
        writer.WriteNumberValue(Math.Round(value.X1, 2));
        writer.WriteNumberValue(Math.Round(value.Y1, 2));
        writer.WriteEndArray();
    }
}
