namespace Preciso.Reading.Fields.Similarity;

/// <summary>
/// 0 for nothing in common to 1 for the same; forgiving of swapped letters, and of what differs behind the same beginning. As Winkler
/// defined it: four letters of the beginning count, however long the texts are (F23.StringSimilarity counts them otherwise).
/// </summary>
internal static class JaroWinkler
{
    private const int LongestPrefix = 4;
    private const double PrefixWeight = 0.1;

    public static double Compute(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length == b.Length ? 1 : 0;
        }
        var jaro = Jaro(a, b);
        var prefix = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Take(LongestPrefix).Count();
        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }

    private static double Jaro(string a, string b)
    {
        var reach = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        var (ofA, ofB) = (new bool[a.Length], new bool[b.Length]);
        for (var i = 0; i < a.Length; i++)
        {
            var last = Math.Min(b.Length - 1, i + reach);
            for (var j = Math.Max(0, i - reach); j <= last; j++)
            {
                if (!ofB[j] && a[i] == b[j])
                {
                    ofA[i] = ofB[j] = true;
                    break;
                }
            }
        }
        var (commonA, commonB) = (a.Where((_, i) => ofA[i]).ToList(), b.Where((_, i) => ofB[i]).ToList());
        if (commonA.Count == 0)
        {
            return 0;
        }
        double common = commonA.Count;
        var swapped = commonA.Zip(commonB).Count(pair => pair.First != pair.Second) / 2.0;
        return ((common / a.Length) + (common / b.Length) + ((common - swapped) / common)) / 3;
    }
}
