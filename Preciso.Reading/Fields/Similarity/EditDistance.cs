using F23.StringSimilarity;

namespace Preciso.Reading.Fields.Similarity;

/// <summary>Levenshtein's distance as a likeness: 1 for the same, less by each letter that has to be changed.</summary>
internal static class EditDistance
{
    private static readonly NormalizedLevenshtein Distance = new();

    public static double Likeness(string a, string b) => Distance.Similarity(a, b);
}
