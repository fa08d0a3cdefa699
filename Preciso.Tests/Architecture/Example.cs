using System.Reflection;

namespace Preciso.Tests.Architecture;

/// <summary>A record with nothing left out: each member has a value that its type's default is not.</summary>
internal static class Example
{
    public static object Make(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Plain(type) ?? (type switch
        {
            { IsEnum: true } => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
            { IsGenericType: true } when type.GetGenericArguments() is [var item] => List(item),
            { IsGenericType: true } => Dictionary(type.GetGenericArguments()),
            _ => Record(type),
        });
    }

    /// <summary>The one that takes every member.</summary>
    public static ConstructorInfo Constructor(Type record) =>
        record.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;

    private static object? Plain(Type type) =>
        type == typeof(string) ? "말 of a person"
        : type == typeof(bool) ? true
        : type == typeof(int) ? 7
        : type == typeof(long) ? 7_000_000_000L
        : type == typeof(double) ? 0.25 // boxes travel to the hundredth of a point
        : type == typeof(float) ? 0.25f
        : type == typeof(decimal) ? 1234.50m
        : type == typeof(Guid) ? Guid.Parse("00000000-0000-0000-0000-000000000007")
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 2, 28, 23, 59, 59, TimeSpan.FromHours(9))
        : type == typeof(DateOnly) ? new DateOnly(2026, 2, 28)
        : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(90)
        : type == typeof(byte[]) ? new byte[] { 1, 2, 255 }
        : null;

    private static Array List(Type item)
    {
        var list = Array.CreateInstance(item, 1);
        list.SetValue(Make(item), 0);
        return list;
    }

    private static object Dictionary(Type[] pair)
    {
        var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(pair))!;
        dictionary.Add(Make(pair[0]), Make(pair[1]));
        return dictionary;
    }

    private static object Record(Type type)
    {
        var constructor = Constructor(type);
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType))]);
    }
}
