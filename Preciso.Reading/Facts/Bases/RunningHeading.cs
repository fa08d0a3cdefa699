using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Chunking;
using Preciso.Reading.Facts.Periods;
using Preciso.Reading.Facts.Units;

namespace Preciso.Reading.Facts.Bases;

/// <summary>What the tables of a document stand under as the pages pass: the last heading and the basis that headings have said.</summary>
internal sealed partial class RunningHeading(string filename)
{
    private const int Longest = 80;
    private const int LongestSegment = 60;

    private readonly Basis _named = BasisWords.InTitle(Path.GetFileNameWithoutExtension(filename).Replace('_', ' '));
    private Basis _sheet = Basis.Unsaid;
    private Basis _said = Basis.Unsaid;
    private bool _isStacked;

    /// <summary>The nearest heading above; null before the first.</summary>
    public string? Heading { get; private set; }

    public Basis Basis => _said.Within(_sheet).Within(_named);

    /// <summary>A sheet or slide with a name of its own begins anew.</summary>
    public void Begin(PageReading page)
    {
        if (page.Name is { } name)
        {
            (_sheet, _said, Heading) = (BasisWords.InHead(name), Basis.Unsaid, name);
        }
    }

    public void Pass(PageRow row)
    {
        var text = row.Text.Trim();
        if (row.IsProse || text.Length is < 2 or > Longest || text[^1] is ',' or ';' || Sentences.IsEnded(text) || char.IsLower(text[0])
            || !text.Any(char.IsLetter))
        {
            _isStacked = false;
            return;
        }

        var said = BasisWords.InTitle(text);
        var isHeading = NamesContent(text);
        if (said.Scope is null && BasisWords.NamesStatement(text))
        {
            _said = _said with { Scope = null };
        }

        // Whose statements they are holds until other statements begin; what is planned or restated only under its own heading.
        _said = said.Within(isHeading && !_isStacked ? new Basis(_said.Scope) : _said);
        if (isHeading)
        {
            (Heading, _isStacked) = (UnitPrint.Strip(text).TrimEnd(':', '：', ' '), true);
        }
    }

    /// <summary>A heading after a table is not under the one before it.</summary>
    public void PassTable() => _isStacked = false;

    /// <summary>It says neither only a unit nor only a period.</summary>
    public static bool NamesContent(string text) => UnitPrint.Line(text) is null && text.Any(char.IsLetter)
        && PeriodText.Parse(text) is not { IsEmpty: false, Rest.Length: 0 } && !Labelled().IsMatch(text);

    /// <summary>The part of a whole that a title names: "Retail segment", "반도체 부문 손익".</summary>
    public static string? SegmentIn(string? title) =>
        title is { Length: <= Longest } && Segment().Match(title) is { Success: true } match
        && match.Groups["name"].Value.Trim() is { Length: > 0 and <= LongestSegment } name
            ? name
            : null;

    /// <summary>"회사명: 한빛" is no heading of what follows.</summary>
    [GeneratedRegex(@"^[^:：]{1,20}[:：]\s*\S", RegexOptions.CultureInvariant)]
    private static partial Regex Labelled();

    [GeneratedRegex(
        @"^\W*(?:\d[\d.]*\)?\s*)?(?:(?:segment|division|business\s+unit|region|branch|plant|부문|사업부|지역|법인|지점|공장)\s*[:：]\s*(?<name>[^:：]+)|(?<name>(?!(?:operating|reportable|business|all|by|per|geographic|other|the|사업|영업|보고|지역|해외|국내)\b)[\p{L}\d&·/ -]{1,40}?)\s*(?:\bsegment\b(?!s)|\bdivision\b|\bbusiness\s+unit\b|\bbranch\b|\bplant\b|부문(?!별)|사업부(?!별)|사업본부(?!별)|지점(?!별)|공장(?!별)))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Segment();
}
