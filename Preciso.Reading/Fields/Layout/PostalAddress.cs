using System.Text.RegularExpressions;
using Preciso.Documents;
using Preciso.Reading.Fields.Formats;

namespace Preciso.Reading.Fields.Layout;

/// <summary>
/// An address without a label: the lines under the name from the first that looks like one to the last before something else begins.
/// </summary>
internal static partial class PostalAddress
{
    private const int RowsLooked = 20;
    private const int MostLines = 6;
    private const int LongestLast = 4;
    private const int Shortest = 8;
    private const double Unlabelled = 0.8;

    /// <summary>Lines of one address stand as close as this many letters are high.</summary>
    private const double LineGap = 1.8;

    public static FieldCandidate? Find(FieldDefinition field, IReadOnlyList<LayoutRow> rows)
    {
        for (var i = 0; i < Math.Min(rows.Count, RowsLooked); i++)
        {
            if (Begins(rows[i]))
            {
                var first = i > 0 && GoesOn(rows[i - 1].Text) && !IsEnd(rows[i - 1]) && !Vocabulary.HasLegalForm(rows[i - 1].Text)
                    ? i - 1
                    : i;
                var lines = Lines(rows, first);
                return Make(field, lines, string.Join(' ', lines.Select(row => Clean(row.Text))));
            }
        }
        return null;
    }

    /// <summary>An address that a label gave goes on in the lines below it.</summary>
    public static FieldCandidate Complete(FieldCandidate labelled, IReadOnlyList<LayoutRow> rows)
    {
        var first = rows.ToList()
            .FindIndex(row => row.Page.Page == labelled.Page.Page && row.Box.Y0 <= labelled.Box.Y0 && labelled.Box.Y1 <= row.Box.Y1);
        var lines = first < 0 ? [] : Lines(rows, first).Skip(1).Where(row => row.Box.X0 >= labelled.Box.X0 - (2 * row.Height)).ToList();
        var printed = string.Join(' ', lines.Select(row => Clean(row.Text)).Prepend(labelled.Printed));
        return lines.Count == 0 ? labelled : labelled with
        {
            Printed = printed,
            Value = FieldFormats.Parse(FieldType.Address, printed, DateOrder.Unknown),
            Box = Box.Around(lines.Select(row => row.Box).Prepend(labelled.Box)),
        };
    }

    /// <summary>
    /// A line that an address begins with: a place's word and a number, or a comma; in Korean a province or city and a road or quarter.
    /// </summary>
    public static bool Begins(LayoutRow row) => !IsEnd(row) && (Korean().IsMatch(row.Text) || Western(row.Text));

    private static bool Western(string text)
    {
        var places = Vocabulary.PlaceWords(text);
        var hasDigit = text.Count(char.IsLetterOrDigit) >= Shortest && text.Any(char.IsDigit);
        return (places > 0 && hasDigit && (places > 1 || Start().IsMatch(text) || text.Contains(',', StringComparison.Ordinal)))
            || (places > 1 && text.Contains(',', StringComparison.Ordinal))
            || StreetNumber().IsMatch(text)
            || (Postcode().IsMatch(text) && text.Contains(',', StringComparison.Ordinal));
    }

    private static List<LayoutRow> Lines(IReadOnlyList<LayoutRow> rows, int first)
    {
        var lines = new List<LayoutRow> { rows[first] };
        for (var i = first + 1; i < rows.Count && lines.Count < MostLines && rows[i].Page == rows[first].Page; i++)
        {
            var isNear = rows[i].Box.Y0 - lines[^1].Box.Y1 < LineGap * lines[^1].Height;
            if (!isNear || IsEnd(rows[i]) || !(GoesOn(lines[^1].Text) || Continues(rows[i].Text) || IsLast(rows, i)))
            {
                break;
            }
            lines.Add(rows[i]);
        }
        return lines;
    }

    private static bool GoesOn(string line) => line.TrimEnd().EndsWith(',');

    private static bool Continues(string line) =>
        Postcode().IsMatch(line) || Vocabulary.PlaceWords(line) > 0 || line.Contains(',', StringComparison.Ordinal)
        || Korean().IsMatch(line) || KoreanDetail().IsMatch(line) || line.TrimEnd().EndsWith('.');

    /// <summary>A city or a country alone, right before something else begins.</summary>
    private static bool IsLast(IReadOnlyList<LayoutRow> rows, int i) =>
        rows[i].Words.Count <= LongestLast && (i + 1 == rows.Count || IsEnd(rows[i + 1]));

    private static bool IsEnd(LayoutRow row) =>
        (row.Text.StartsWith('(') && row.Text.EndsWith(')')) || Vocabulary.IsStop(row.Text.TrimStart('(', '[', '*', '-', ' '))
        || Vocabulary.IsTitle(row.Text) || !row.Text.Any(char.IsLetter) || Dates.Find(row.Text, DateOrder.Unknown).Any()
        || Elsewhere().IsMatch(row.Text) || OtherLabel().IsMatch(row.Text);

    private static FieldCandidate Make(FieldDefinition field, List<LayoutRow> lines, string printed) => new(
        field, printed, FieldFormats.Parse(field.Type, printed, DateOrder.Unknown), lines[0].Page, Box.Around(lines.Select(row => row.Box)),
        string.Join(' ', lines.Select(row => row.Text)), Unlabelled, lines.Average(row => row.Confidence));

    private static string Clean(string line) => Label().Replace(line, "").Trim(' ', '*', '|', '~', '_', '"', '\'', '-');

    [GeneratedRegex(@"^\W*(?:lot|no|unit|block|blk|suite|level|ground|floor|[A-Z]{1,2}-[A-Z0-9]{1,3}-\d|\d)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Start();

    [GeneratedRegex(
        @"^\W*\d{1,5}[A-Z]?,?\s(?:[A-Za-z.]+\s){1,4}(?:street|st|avenue|ave|road|rd|blvd|boulevard|lane|ln|drive|dr|way|court|ct|highway|hwy|square|sq|straße|str)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex StreetNumber();

    [GeneratedRegex(
        @"(?:(?:서울|부산|대구|인천|광주|대전|울산|세종)(?:특별시|광역시|특별자치시|시)?|(?:경기|강원|충청[남북]|전라[남북]|경상[남북]|전북|제주)(?:특별자치)?도|충북|충남|전남|경북|경남|경기|강원|제주)\s?\S{1,6}[시군구]|\S{1,8}[시군구]\s\S{1,10}(?:로|길|동|읍|면)\s?\d",
        RegexOptions.CultureInvariant)]
    private static partial Regex Korean();

    [GeneratedRegex(@"^\W*\S{1,10}(?:로|길|동|읍|면|리)\s?\d+|\d+\s?(?:층|호|번지)", RegexOptions.CultureInvariant)]
    private static partial Regex KoreanDetail();

    [GeneratedRegex(@"(?<![\d(-])\d{5,6}(?![\d-])|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Postcode();

    [GeneratedRegex(@"^\W*(?!HQ|add|주)[\p{L}.]{2,15}(?:\s[\p{L}.]{1,12})?\s?[:：]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OtherLabel();

    [GeneratedRegex(
        @"^\W*(?:[A-Za-z]{1,6} )?add(?:r|ress)?\s?[:.]\s*|^\W*주\s?소\s?[:：]\s*", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    /// <summary>Phones, mail, web, tax registrations and amounts, wherever they stand in the line.</summary>
    [GeneratedRegex(@"\btel\b|\bfax\b|\bgst\b|\bsst\b|\breg\.? ?no|@|www\.|https?:|전화|사업자|\btax\b|\d\.\d\d(?!\d)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Elsewhere();
}
