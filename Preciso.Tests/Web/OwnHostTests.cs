using System.Text.RegularExpressions;

namespace Preciso.Tests.Web;

/// <summary>What the console needs comes with it. That nothing else is asked for while it runs is listened for on every page.</summary>
public sealed partial class OwnHostTests
{
    private static readonly string[] Sources = [".razor", ".cs", ".css", ".js", ".svg"];

    private static readonly string[] Texts = [.. Sources, ".csproj", ".props", ".resx", ".json", ".md", ".sh", ".yml", ".html", ""];

    /// <summary>Names of formats that look like addresses, and are never asked for.</summary>
    private static readonly string[] Names = ["www.w3.org"];

    [Fact]
    public void No_page_refers_to_another_host()
    {
        var found = Files(Path.Combine(Repository.Root, "Preciso.Web"), Sources)
            .Where(file => Path.GetFileName(file) != "blazor.web.js") // as it comes with ASP.NET Core
            .SelectMany(file => Address().Matches(Remark().Replace(File.ReadAllText(file), ""))
                .Select(match => (file, Host: match.Groups[1].Value)))
            .Where(address => !Names.Contains(address.Host));

        Assert.Empty(found);
    }

    [Fact]
    public void The_library_of_components_that_there_was_is_named_nowhere()
    {
        var former = string.Concat("rad", "zen");

        var found = Files(Repository.Root, Texts)
            .Where(file => File.ReadAllText(file).Contains(former, StringComparison.OrdinalIgnoreCase));

        Assert.Empty(found);
    }

    private static IEnumerable<string> Files(string folder, string[] kinds) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => kinds.Contains(Path.GetExtension(file)) && !Path.GetRelativePath(Repository.Root, file)
                .Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or ".git" or "TestResults" or "node_modules"));

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Remark();

    [GeneratedRegex(@"(?:https?:)?//([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})\b")]
    private static partial Regex Address();
}
