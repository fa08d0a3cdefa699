namespace Preciso.Reading.Facts.Numbers;

/// <summary>
/// The numeric tokens of a text: every run of digits with the points and commas within it, be it an amount, a year, a date's part or an
/// item's number. They are what the ledger counts.
/// </summary>
public static class NumberTokens
{
    public static IEnumerable<string> Find(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsDigit(text[i]))
            {
                continue;
            }

            var start = i;
            while (i + 1 < text.Length
                && (IsDigit(text[i + 1]) || (text[i + 1] is '.' or ',' && i + 2 < text.Length && IsDigit(text[i + 2]))))
            {
                i++;
            }

            yield return text[start..(i + 1)];
        }
    }

    public static bool Any(string text) => text.AsSpan().ContainsAnyInRange('0', '9') || text.Any(IsDigit);

    private static bool IsDigit(char c) => c is (>= '0' and <= '9') or (>= '０' and <= '９');
}
