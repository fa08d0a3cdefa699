using Preciso.Silo.Operations;

namespace Preciso.Bench;

public static class Samples
{
    /// <summary>The repository's samples, found upwards from where we were built.</summary>
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "samples");
            if (Directory.Exists(samples))
            {
                return samples;
            }
        }
        throw new StartException("There is no folder 'samples' above the program. Run it from a clone of the repository.");
    }
}
