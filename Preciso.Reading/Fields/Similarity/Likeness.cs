namespace Preciso.Reading.Fields.Similarity;

/// <summary>How alike two names or texts are, 0 to 1, whatever their script. Never for numbers.</summary>
internal static class Likeness
{
    /// <summary>Longer texts are compared by their beginning.</summary>
    private const int Longest = 500;

    /// <summary>The most for texts whose digits differ: 제1공장 is not 제2공장, however alike they look.</summary>
    private const double OtherDigits = 0.9;

    public static double Compute(string a, string b)
    {
        var (x, y) = (Comparable(a), Comparable(b));
        var likeness = Math.Max(JaroWinkler.Compute(x, y), TokenSet.Compute(x, y));
        return Digits(x).SequenceEqual(Digits(y)) ? likeness : Math.Min(likeness, OtherDigits);
    }

    private static string Comparable(string text) => Jamo.Decompose(NormalText.Name(text.Length > Longest ? text[..Longest] : text));

    private static IEnumerable<char> Digits(string text) => text.Where(char.IsDigit);
}
