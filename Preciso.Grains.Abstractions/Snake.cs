using System.Text.Json;

namespace Preciso;

/// <summary>Enum members are PascalCase in code and snake_case in the database, in JSON and in messages.</summary>
public static class Snake
{
    public static string Case<TEnum>(TEnum value) where TEnum : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static TEnum Parse<TEnum>(string value) where TEnum : struct, Enum =>
        TryParse<TEnum>(value, out var parsed) ? parsed : throw new FormatException($"'{value}' is no {typeof(TEnum).Name}.");

    public static bool TryParse<TEnum>(string? value, out TEnum parsed) where TEnum : struct, Enum =>
        Enum.TryParse(value?.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out parsed) && Enum.IsDefined(parsed);
}
