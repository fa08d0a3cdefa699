using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Reading.Ocr;

/// <summary>
/// Figures whose points and commas fit neither each other nor the other figures on the page: one of their signs was recognised wrongly,
/// and 22.450,000 may be ten times 2,450,000.
/// </summary>
internal static partial class RecognisedFigures
{
    public const string Contradict = "figures_contradict";

    /// <summary>A page with such a figure has to be looked at, however sure its other words are.</summary>
    public const double Poor = 0.25;

    private const double Doubtful = 0.3;

    /// <summary>The blocks with those words doubted; null if there are none.</summary>
    public static IReadOnlyList<TextBlock>? Doubt(IReadOnlyList<TextBlock> blocks)
    {
        var words = blocks.SelectMany(block => block.Lines).SelectMany(line => line.Words).ToList();
        var figures = words.SelectMany(word => Figure().Matches(word.Text)).Select(match => match.Groups["figure"].Value).ToList();
        var pointsGroup = figures.Count(figure => PointsGroup().IsMatch(figure)) > figures.Count(figure => CommasGroup().IsMatch(figure));
        var wrong = words.Where(word => IsWrong(word.Text, pointsGroup)).ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var line in blocks.SelectMany(block => block.Lines))
        {
            wrong.UnionWith(line.Words.Zip(line.Words.Skip(1)).Where(pair => IsTorn(pair.First.Text, pair.Second.Text))
                .SelectMany(pair => new object[] { pair.First, pair.Second }));
        }
        return wrong.Count == 0 ? null : [.. blocks.Select(block => block with
        {
            Lines = [.. block.Lines.Select(line => new TextLine([.. line.Words.Select(word => wrong.Contains(word)
                ? word with { Confidence = Math.Min(word.Confidence ?? 1, Doubtful) } : word)]))],
        })];
    }

    /// <summary>A group that follows its separator at a distance: "2,450, 000".</summary>
    private static bool IsTorn(string left, string right) =>
        OpenGroup().IsMatch(left) && NextGroup().Match(right) is { Success: true } next
            && (left.Count(c => c is '.' or ',') > 1 || next.Groups["group"].Value == "000");

    private static bool IsWrong(string word, bool pointsGroup) => Figure().Matches(word).Any(match =>
        match.Groups["figure"].Value is var figure && figure.AsSpan().ContainsAny(".,") && !Other().IsMatch(figure)
        && (((match.Groups["won"].Success || match.Groups["sign"].Success) && PointBeforeGroup().IsMatch(figure))
            || !(pointsGroup ? WithPoints() : WithCommas()).IsMatch(figure)));

    /// <summary>Won have no fractions of three digits: that is a group whose comma was taken for a point.</summary>
    [GeneratedRegex(@"\.\d{3}(?!\d)")]
    private static partial Regex PointBeforeGroup();

    [GeneratedRegex(@"(?<![A-Za-z\d/:-])(?<sign>[₩￦])?(?<figure>\d+([.,]\d+)+)(?![A-Za-z\d/:-])(?<won>원)?", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();

    [GeneratedRegex(@"(^|[^\d.,])\d{1,3}([.,]\d{3})*[.,]$")]
    private static partial Regex OpenGroup();

    [GeneratedRegex(@"^(?<group>\d{3})(?!\d)")]
    private static partial Regex NextGroup();

    /// <summary>Dates, lists, numbers of chapters and versions.</summary>
    [GeneratedRegex(
        @"^(\d{2,4}[.,]\d{1,2}[.,]\d{1,2}|\d{1,2}[.,]\d{1,2}[.,]\d{2,4}|\d{1,2},(19|20)\d\d|(19|20)\d\d\.\d{1,2}"
        + @"|\d{1,2}(,\d{1,2}){2,}|\d{1,2},\d|\d{1,2}(\.\d{1,2}){2,})$")]
    private static partial Regex Other();

    /// <summary>Also what can be read in one way only, whatever the page does: 9,90 for 9.90.</summary>
    [GeneratedRegex(
        @"^(\d{1,3}(,\d{3})+(\.\d+)?|\d+\.\d+|\d{1,2}(,\d{2})+,\d{3}(\.\d+)?|\d+,\d{1,2}|\d{1,3}(\.\d{3})+,\d{1,2}|\d{1,3}(\.\d{3}){2,})$")]
    private static partial Regex WithCommas();

    [GeneratedRegex(@"^(\d{1,3}(\.\d{3})+(,\d+)?|\d+,\d+|\d+\.\d{1,2}|\d{1,3}(,\d{3})+\.\d{1,2}|\d{1,3}(,\d{3}){2,})$")]
    private static partial Regex WithPoints();

    [GeneratedRegex(@"^(\d{1,3}(,\d{3})+(\.\d{1,2})?|\d+\.\d{1,2})$")]
    private static partial Regex CommasGroup();

    [GeneratedRegex(@"^(\d{1,3}(\.\d{3})+(,\d{1,2})?|\d+,\d{1,2})$")]
    private static partial Regex PointsGroup();
}
