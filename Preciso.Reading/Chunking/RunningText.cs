using System.Text.RegularExpressions;
using Preciso.Documents;

namespace Preciso.Reading.Chunking;

/// <summary>
/// Recognises what is printed at the edge of page after page: running heads, feet and page numbers. It learns as the
/// pages pass, so the first two printings of a running head count as text.
/// </summary>
internal sealed partial class RunningText
{
    private const int EdgeRows = 2;
    private const int Remembered = 1_000;

    private readonly Dictionary<string, Printing> _seen = [];

    /// <summary>The rows of the next page without its running text.</summary>
    public IEnumerable<PageRow> Strip(PageReading page, IReadOnlyList<PageRow> rows)
    {
        if (page.Method == ReadingMethod.PlainText)
        {
            return rows;
        }

        var tops = rows.Select(row => row.Box.Y0).Order().ToList();
        var running = rows
            .Where(row => IsAtEdge(row, tops) && !row.IsTabular && (PageNumber().IsMatch(row.Text) || Repeats(row.Text, page.Page)))
            .ToHashSet();
        return rows.Where(row => !running.Contains(row));
    }

    private static bool IsAtEdge(PageRow row, List<double> tops) =>
        row.Box.Y0 <= tops[Math.Min(EdgeRows, tops.Count) - 1] || row.Box.Y0 >= tops[^Math.Min(EdgeRows, tops.Count)];

    /// <summary>Whether it stood on two earlier pages, alike but for numbers that count the pages.</summary>
    private bool Repeats(string text, int page)
    {
        var print = Digits().Replace(text, "#");
        var numbers = Digits().Matches(text).Select(match => match.Value).ToList();
        if (!_seen.TryGetValue(print, out var last))
        {
            if (_seen.Count < Remembered)
            {
                _seen[print] = new Printing(page, numbers, 1);
            }
            return false;
        }
        var alike = page > last.Page
            && last.Numbers.Zip(numbers).All(pair => pair.First == pair.Second || Counts(pair.First, pair.Second, page - last.Page));
        _seen[print] = new Printing(page, numbers, alike ? last.Times + 1 : 1);
        return alike && last.Times >= 2;
    }

    private static bool Counts(string before, string now, int pages) =>
        int.TryParse(before, out var one) && int.TryParse(now, out var other) && other - one == pages;

    private sealed record Printing(int Page, List<string> Numbers, int Times);

    [GeneratedRegex(@"^\W*(page|p\.)?\s*([A-Z]{1,2}-)?(\d{1,4}|[ivxlc]{1,6})(\s*(of|/)\s*\d{1,4})?\W*$|^.{0,60}\bpage\s+\d{1,4}\s*(of|/)\s*\d{1,4}\b.{0,60}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
