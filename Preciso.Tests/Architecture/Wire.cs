using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Preciso.Grains.Core;

namespace Preciso.Tests.Architecture;

/// <summary>Orleans' own serialiser as our silos have it, and as those of another version would.</summary>
internal static class Wire
{
    public static readonly Serializer Ours = Create(PrecisoJson.Options);

    /// <summary>Of a version that knows one member more of each record.</summary>
    public static readonly Serializer Newer = Create(Changed(record =>
    {
        var member = record.CreateJsonPropertyInfo(typeof(string), "only_later_versions_know_this");
        member.Get = _ => "so";
        record.Properties.Add(member);
    }));

    /// <summary>Of a version in which no record has this member yet.</summary>
    public static Serializer Without(string member) => Create(Changed(record =>
    {
        foreach (var known in record.Properties.Where(property => property.Name == member).ToList())
        {
            record.Properties.Remove(known);
        }
    }));

    public static object? Send(object thing, Serializer from, Serializer to) => to.Deserialize<object>(from.SerializeToArray(thing));

    private static Serializer Create(JsonSerializerOptions json) =>
        new ServiceCollection().AddWire(json).BuildServiceProvider().GetRequiredService<Serializer>();

    private static JsonSerializerOptions Changed(Action<JsonTypeInfo> change) => new(PrecisoJson.Options)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { type => ChangeRecord(type, change) } },
    };

    private static void ChangeRecord(JsonTypeInfo type, Action<JsonTypeInfo> change)
    {
        if (type.Kind == JsonTypeInfoKind.Object)
        {
            change(type);
        }
    }
}
