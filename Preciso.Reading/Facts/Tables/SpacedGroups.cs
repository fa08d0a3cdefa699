using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Reading.Facts.Tables;

/// <summary>Numbers whose thousands are parted by spaces (1 234,56), which look like several numbers in one cell.</summary>
internal sealed partial class SpacedGroups
{
    /// <summary>What the parser takes for a group's end and never for a number's.</summary>
    public const char Joint = '\u00A0';

    private readonly HashSet<int> _severalPeriods = [];
    private readonly bool _isExcluded;

    public SpacedGroups(PageTable table)
    {
        var (spaced, proofs) = (0, 0);
        foreach (var cell in table.Cells.Where(cell => cell.Text.Length <= 60))
        {
            if (Years().Count(cell.Text) > 1)
            {
                _severalPeriods.Add(cell.Column);
            }

            var isSpaced = Spaced().IsMatch(cell.Text);
            spaced += isSpaced ? 1 : 0;
            proofs += isSpaced && Proof().IsMatch(cell.Text) ? 1 : 0;
            _isExcluded |= !isSpaced && !cell.IsHeader && cell.Column > 0 && Other().IsMatch(cell.Text);
        }

        AreSure = proofs > 0 || spaced > 1;
    }

    /// <summary>Several cells print so, or one does that can be read in no other way.</summary>
    public bool AreSure { get; }

    /// <summary>The cell's text with its groups joined; null where they are numbers of their own or the cell has none.</summary>
    public string? Join(TableCell cell) => !_isExcluded && !_severalPeriods.Contains(cell.Column) && Spaced().IsMatch(cell.Text)
        ? Gap().Replace(cell.Text.Trim(), Joint.ToString())
        : null;

    [GeneratedRegex(@"^[^\d]*\b[1-9]\d{0,2}(?:[ \u00A0\u2009\u202F]\d{3})+(?:[.,]\d+)?(?!\d)[^\d]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Spaced();

    [GeneratedRegex(@"\d[ \u00A0\u2009\u202F]\d{3}(?:[ \u00A0\u2009\u202F]\d{3}|[.,]\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Proof();

    /// <summary>A number of the table that parts its thousands in another way or not at all.</summary>
    [GeneratedRegex(@"^\W*(?:\d{1,3}(?:[,.]\d{3})+(?![\d])|\d{1,3} \d{1,2}(?!\d)|(?!(?:19|20)\d\d\W*$)\d{4,})", RegexOptions.CultureInvariant)]
    private static partial Regex Other();

    [GeneratedRegex(@"(?<=\d)[ \u00A0\u2009\u202F](?=\d{3}(?!\d))", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Years();
}
