using Preciso.Grains.Storage;

namespace Preciso.Grains.Questions;

/// <summary>The word lists that stand beside this code.</summary>
internal static class Resource
{
    /// <summary>Without comments and empty lines.</summary>
    public static IEnumerable<string> Lines(string name) =>
        Embedded.Text(name).Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Length > 0 && line[0] != '#');
}
