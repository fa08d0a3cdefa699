using System.Reflection;
using System.Text.Json;
using Preciso.Documents;

namespace Preciso.Tests.Core.Events;

/// <summary>Every event that there is a record for, as docs/events.md describes it.</summary>
internal static class EventCatalogue
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static IReadOnlyDictionary<string, Type> Types { get; } = typeof(IEvent).Assembly.GetTypes()
        .Where(type => type is { IsInterface: false, IsAbstract: false } && typeof(IEvent).IsAssignableFrom(type))
        .ToDictionary(Name);

    public static string Name(Type type) =>
        (string)type.GetProperty("EventName", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    /// <summary>As the interface says it, with its default of 1.</summary>
    public static int Version(Type type) =>
        (int)typeof(EventCatalogue).GetMethod(nameof(VersionOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
            .Invoke(null, [])!;

    public static IEnumerable<(string Name, string Type, bool IsOptional)> Fields(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(
            property => (JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), Word(property.PropertyType), IsOptional(property)));

    public static string InWords(Type type) =>
        string.Join(", ", Fields(type).Select(field => $"`{field.Name}` {field.Type}{(field.IsOptional ? "?" : "")}"));

    private static int VersionOf<TEvent>() where TEvent : IEvent => TEvent.EventVersion;

    private static bool IsOptional(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
            || Nullability.Create(property).ReadState == NullabilityState.Nullable;

    private static string Word(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(Guid) => "uuid",
        var t when t == typeof(string) => "text",
        var t when t == typeof(bool) => "boolean",
        var t when t == typeof(int) || t == typeof(long) => "integer",
        var t when t == typeof(float) || t == typeof(double) || t == typeof(decimal) => "number",
        var t when t == typeof(DateTimeOffset) => "time",
        var t when t == typeof(Box) => "box",
        { IsEnum: true } t => string.Join('/', Enum.GetNames(t).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)),
        { IsGenericType: true } t when t.GetGenericArguments() is [var item] => $"[{Word(item)}]",
        { IsGenericType: true } t when t.GetGenericArguments() is [_, var value] => $"{{name: {Word(value)}}}",
        var t => $"{{{string.Join(", ", Fields(t).Select(field => $"{field.Name} {field.Type}{(field.IsOptional ? "?" : "")}"))}}}",
    };
}
