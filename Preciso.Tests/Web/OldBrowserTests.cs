using System.Text.RegularExpressions;
using Acornima;

namespace Preciso.Tests.Web;

/// <summary>
/// A browser of two years ago (Chrome 131, Firefox 132, Safari 18.1) can read what we wrote: the syntax of ECMAScript 2022, and none of
/// what came into browsers since.
/// </summary>
public sealed partial class OldBrowserTests
{
    private static readonly string Assets = Path.Combine(Repository.Root, "Preciso.Web", "wwwroot");

    [Fact]
    public void Scripts_are_written_in_the_syntax_of_2022()
    {
        var parser = new Parser(new ParserOptions { EcmaVersion = EcmaVersion.ES2022 });

        var refused = Files("*.js").Where(file => !Parses(parser, file));

        Assert.Empty(refused);
    }

    [Fact]
    public void Scripts_and_styles_use_nothing_that_came_since()
    {
        var found = Files("*.js").Concat(Files("*.css"))
            .SelectMany(file => Newer().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));

        Assert.Empty(found);
    }

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Assets, pattern, SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) != "blazor.web.js"); // as it comes with ASP.NET Core

    private static bool Parses(Parser parser, string file)
    {
        try
        {
            parser.ParseModule(File.ReadAllText(file));
            return true;
        }
        catch (ParseErrorException)
        {
            return false;
        }
    }

    [GeneratedRegex(
        @"Promise\.try|RegExp\.escape|Iterator\.from|Temporal\.|Math\.sumPrecise|Error\.isError|(?:to|from)Base64|moveBefore|invokerCommand"
        + @"|anchor-name|position-anchor|field-sizing|interpolate-size|@function|text-box-trim"
        + @"|animation-timeline|sibling-index|corner-shape")]
    private static partial Regex Newer();
}
