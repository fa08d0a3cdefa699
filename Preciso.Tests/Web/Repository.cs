namespace Preciso.Tests.Web;

/// <summary>The checkout that this build was made from.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    public static string Sample(string name) => Path.Combine(Root, "samples", name);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Preciso.sln")))
        {
            folder = folder.Parent;
        }
        return folder.FullName;
    }
}
