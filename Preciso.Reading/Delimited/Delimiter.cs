namespace Preciso.Reading.Delimited;

/// <summary>What stands between the fields of a line. A comma is tried last: it stands in numbers too.</summary>
internal static class Delimiter
{
    private const int SampleLines = 50;
    private const double MostLines = 0.9;

    private static readonly char[] Known = ['\t', ';', '|', ','];

    public static char Guess(string start)
    {
        var counts = Known.ToDictionary(delimiter => delimiter, delimiter => Counts(start, delimiter));
        return Known.Where(delimiter => IsRegular(counts[delimiter])).Append(Known.MaxBy(delimiter => counts[delimiter].Sum())).First();
    }

    private static bool IsRegular(List<int> counts) =>
        counts.Count > 0 && counts.GroupBy(count => count).MaxBy(group => group.Count()) is { Key: > 0 } usual
            && usual.Count() >= MostLines * counts.Count;

    /// <summary>How often it stands outside of quotes, line by line; blank lines and one cut by the sample's end do not count.</summary>
    private static List<int> Counts(string start, char delimiter)
    {
        var counts = new List<int>();
        var (count, quoted, blank) = (0, false, true);
        foreach (var c in start)
        {
            quoted ^= c == '"';
            count += c == delimiter && !quoted ? 1 : 0;
            if (c == '\n' && !quoted)
            {
                if (!blank)
                {
                    counts.Add(count);
                }
                (count, blank) = (0, true);
                if (counts.Count == SampleLines)
                {
                    return counts;
                }
            }
            blank &= char.IsWhiteSpace(c) && c != delimiter;
        }
        if (counts.Count == 0 && !blank)
        {
            counts.Add(count);
        }
        return counts;
    }
}
