using Preciso.Tests.Web;

namespace Preciso.Tests.Architecture;

/// <summary>
/// A line is read without turning the head: max_line_length of .editorconfig, which no compiler holds. Patterns and the mark-up of files
/// that tests read are not cut, and migrations that have landed stay as they are.
/// </summary>
public sealed class LineTests
{
    private const int Longest = 140;

    private static readonly string[] Kinds = [".cs", ".razor", ".sql"];

    private static readonly string[] Markup = ["</", "/>", "xmlns"];

    [Fact]
    public void No_line_is_longer_than_the_limit()
    {
        var found = Sources().SelectMany(LongLines).ToList();

        Assert.True(found.Count == 0, $"Wrap these:\n{string.Join('\n', found)}");
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Where(file => Kinds.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin" or "Migrations"));

    private static IEnumerable<string> LongLines(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, file))
            .Select((line, i) => (Text: line, Number: i + 1))
            .Where(line => line.Text.Length > Longest && !IsPattern(line.Text) && !IsMarkup(file, line.Text))
            .Select(line => $"{file}:{line.Number}");

    private static bool IsPattern(string line) => line.Contains("@\"", StringComparison.Ordinal);

    private static bool IsMarkup(string file, string line) =>
        file.StartsWith("Preciso.Tests", StringComparison.Ordinal) && Markup.Any(mark => line.Contains(mark, StringComparison.Ordinal));
}
