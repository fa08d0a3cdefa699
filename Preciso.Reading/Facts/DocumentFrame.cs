using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Facts.Bases;
using Preciso.Reading.Facts.Numbers;
using Preciso.Reading.Facts.Periods;

namespace Preciso.Reading.Facts;

/// <summary>What a document says of itself on its first pages: whose it is, which period it reports on, whose dollar it means.</summary>
internal sealed partial class DocumentFrame(string filename)
{
    private const int TitlePages = 3;
    private const int LongestName = 100;

    private readonly MarkEvidence _marks = new();
    private string _dollar = "USD";

    public string? Entity { get; private set; }

    public DocumentPeriods Periods { get; } = new(filename);

    public RunningHeading Headings { get; } = new(filename);

    public Namesakes Namesakes { get; } = new();

    /// <summary>What its numbers have said so far of point and comma.</summary>
    public DecimalMark Mark => _marks.Mark;

    public void Learn(MarkEvidence marks) => _marks.Take(marks);

    public string? Currency(string? currency) => currency == Amount.Dollar ? _dollar : currency;

    /// <summary>Learns from the lines of the next page.</summary>
    public void Learn(int page, IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            _marks.TakeProof(lines[i]);
            if (page <= TitlePages || HasTerm(lines[i]))
            {
                Periods.Learn(PeriodText.Parse(lines[i]), page <= TitlePages);
            }

            if (page <= TitlePages)
            {
                Entity ??= NameIn(lines, i);
            }

            if (lines[i].Contains("dollars", StringComparison.OrdinalIgnoreCase)
                && OtherDollar().Match(lines[i]) is { Success: true } dollar)
            {
                _dollar = Dollars[dollar.Groups["country"].Value.ToLowerInvariant()];
            }
        }
    }

    private static bool HasTerm(string line) =>
        line.Contains('제', StringComparison.Ordinal) && line.Contains('기', StringComparison.Ordinal);

    private static string? NameIn(IReadOnlyList<string> lines, int i)
    {
        var name = ExactName().IsMatch(lines[i]) ? lines.Take(i).TakeLast(2).LastOrDefault(line => !FileNumber().IsMatch(line))?.Trim()
            : NamedLine().Match(lines[i]) is { Success: true } match ? match.Groups["name"].Value.Trim()
            : null;
        return name is { Length: > 1 and <= LongestName } && name.Any(char.IsLetter) ? name : null;
    }

    private static readonly Dictionary<string, string> Dollars = new()
    {
        ["canadian"] = "CAD",
        ["australian"] = "AUD",
        ["hong kong"] = "HKD",
        ["singapore"] = "SGD",
        ["new zealand"] = "NZD",
        ["taiwan"] = "TWD",
    };

    [GeneratedRegex(@"\bexact\s+name\s+of\s+(?:the\s+)?(?:registrant|company)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ExactName();

    [GeneratedRegex(@"\b(?:commission|file|number|form)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FileNumber();

    [GeneratedRegex(@"^\W*(?:회\s*사\s*명|법\s*인\s*명|상\s*호(?:\s*\(?법인명\)?)?|company(?:\s+name)?)\s*[:：]\s*(?<name>\S.*)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedLine();

    [GeneratedRegex(
        @"\b(?:amounts|figures|expressed|stated|reported|presented)\b.{0,60}\b(?<country>Canadian|Australian|Hong Kong|Singapore|New Zealand|Taiwan)\s+dollars",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OtherDollar();
}
