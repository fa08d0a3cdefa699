using System.Text.Json;

namespace Preciso.Reading.Fields;

/// <summary>Definitions and word lists that are kept as JSON beside the code that reads them.</summary>
internal static class EmbeddedJson
{
    public static T Read<T>(string name)
    {
        using var stream = typeof(EmbeddedJson).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, PrecisoJson.Options)!;
    }
}
