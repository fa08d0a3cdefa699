namespace Preciso.Grains.Storage;

/// <summary>The texts that the build carries.</summary>
internal static class Embedded
{
    public static IEnumerable<string> Names() => typeof(Embedded).Assembly.GetManifestResourceNames().Order(StringComparer.Ordinal);

    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Embedded).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
