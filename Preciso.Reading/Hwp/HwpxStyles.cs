using System.Globalization;
using System.Xml.Linq;
using Preciso.Reading.Office;

namespace Preciso.Reading.Hwp;

/// <summary>What a document's head says of its letters, paragraphs and numbers.</summary>
internal sealed class HwpxStyles
{
    private readonly HashSet<string> _raised;
    private readonly Dictionary<string, (string Type, string List, int Level)> _heads;
    private readonly Dictionary<string, HwpNumbering> _lists;

    public HwpxStyles(XElement? head)
    {
        var raised = head.Inner("charPr").Where(letters => letters.Child("supscript") is not null);
        _raised = [.. raised.Select(letters => letters.Says("id") ?? "")];
        _heads = head.Inner("paraPr").GroupBy(paragraph => paragraph.Says("id") ?? "").ToDictionary(group => group.Key, group =>
        {
            var heading = group.First().Child("heading");
            return (heading.Says("type") ?? "NONE", heading.Says("idRef") ?? "", Number(heading.Says("level"), 0));
        });
        _lists = head.Inner("numbering").GroupBy(list => list.Says("id") ?? "")
            .ToDictionary(group => group.Key, group => new HwpNumbering(Levels(group.First())));
    }

    public bool IsRaised(string? letters) => letters is not null && _raised.Contains(letters);

    /// <summary>From 1; null if it is no heading.</summary>
    public int? HeadingLevel(string? paragraph) =>
        paragraph is not null && _heads.TryGetValue(paragraph, out var head) && head.Type == "OUTLINE" ? head.Level + 1 : null;

    /// <summary>Counts it where it has a number.</summary>
    /// <param name="outline">The list that the section's headings count in.</param>
    public string Next(string? paragraph, string? outline)
    {
        var (type, list, level) = paragraph is null ? default : _heads.GetValueOrDefault(paragraph);
        return type is "NUMBER" or "OUTLINE" && _lists.TryGetValue((type == "OUTLINE" ? outline : list) ?? "", out var numbering)
            ? numbering.Next(level) : "";
    }

    private static List<HwpLevel> Levels(XElement list) =>
        [.. list.Children("paraHead").OrderBy(head => Number(head.Says("level"), 1)).Select(head => new HwpLevel(
            head.Value, HwpNumbering.Format(head.Says("numFormat")), Number(head.Says("start"), 1)))];

    public static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
