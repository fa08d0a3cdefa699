namespace Preciso.Reading.Delimited;

/// <summary>What stands between the fields of a line. A comma is tried last: it stands in numbers too.</summary>
internal static class Delimiter
{
    private const int SampleLines = 50;
    private const double MostLines = 0.9;

    private static readonly char[] Known = ['\t', ';', '|', ','];

    /// <summary>Excel's own line that names it; null where the text has none.</summary>
    public static char? Named(string start)
    {
        var line = start.AsSpan().TrimStart('\uFEFF');
        line = line[..(line.IndexOfAny('\r', '\n') is var end and >= 0 ? end : line.Length)].Trim().Trim('"');
        return line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length == 5 ? line[4] : null;
    }

    public static char Guess(string start)
    {
        var counts = Known.ToDictionary(delimiter => delimiter, delimiter => Counts(start, delimiter));
        return Known.Where(delimiter => IsRegular(counts[delimiter]))
            .Concat(Known.Where(delimiter => 2 * counts[delimiter].Count(count => count > 0) > counts[delimiter].Count))
            .Append(Known.MaxBy(delimiter => counts[delimiter].Sum())).First();
    }

    /// <summary>The same number of times in nearly every line, titles above and notes below set aside.</summary>
    private static bool IsRegular(List<int> counts)
    {
        var (first, last) = (counts.FindIndex(count => count > 0), counts.FindLastIndex(count => count > 0));
        var table = first < 0 ? [] : counts.GetRange(first, last - first + 1);
        var usual = table.GroupBy(count => count).MaxBy(group => group.Count());
        return usual is { Key: > 0 } && 2 * table.Count > counts.Count && usual.Count() >= MostLines * table.Count;
    }

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
