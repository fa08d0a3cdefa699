using System.Globalization;
using Preciso.Documents;

namespace Preciso.Reading.Fields;

/// <summary>
/// Among several readings of an amount, those that add up as the type's rules say are likelier: cash less change tells the total.
/// </summary>
internal static class Arithmetic
{
    /// <summary>What adds up is less likely wrong by so much.</summary>
    private const double DoubtLeft = 0.3;

    /// <summary>And its rivals are by so much less likely right.</summary>
    private const double Rival = 0.75;

    /// <summary>More readings of one field are not tried; they are few and far down.</summary>
    private const int MostReadings = 6;

    public static IReadOnlyList<FieldCandidate> Favour(DocumentType type, IReadOnlyList<FieldCandidate> candidates)
    {
        var likelier = new HashSet<FieldCandidate>(ReferenceEqualityComparer.Instance);
        foreach (var rule in type.Rules.Where(
            rule => rule is { Kind: RuleKind.Sum, Field: not null, Others: { Count: > 0 and <= 3 } others }
                && !others.Any(other => other.StartsWith("lines.", StringComparison.Ordinal))))
        {
            var sums = Readings(candidates, rule.Field!);
            foreach (var (parts, total) in Combinations(rule.Others!.Select(name => Readings(candidates, name)).ToList()))
            {
                likelier.UnionWith(sums.Where(sum => sum.Amount == total && total != 0).SelectMany(sum => parts.Append(sum.Candidate)));
            }
        }
        var settled = likelier.Select(candidate => candidate.Field.Name).ToHashSet();
        return [.. candidates.Select(candidate =>
            likelier.Contains(candidate) ? candidate with { Certainty = 1 - ((1 - candidate.Certainty) * DoubtLeft) }
            : settled.Contains(candidate.Field.Name) ? candidate with { Certainty = candidate.Certainty * Rival }
            : candidate)];
    }

    private static List<(FieldCandidate Candidate, decimal Amount)> Readings(IReadOnlyList<FieldCandidate> candidates, string field) =>
        [.. candidates.Where(candidate => candidate.Field.Name == field && candidate.Value is not null && candidate.Certainty > 0.3)
            .OrderByDescending(candidate => candidate.Certainty).Take(MostReadings)
            .Select(candidate => (candidate, decimal.Parse(candidate.Value!, CultureInfo.InvariantCulture)))];

    private static IEnumerable<(IReadOnlyList<FieldCandidate> Parts, decimal Total)> Combinations(
        IReadOnlyList<List<(FieldCandidate Candidate, decimal Amount)>> parts)
    {
        IEnumerable<(IReadOnlyList<FieldCandidate> Parts, decimal Total)> begun = [([], 0)];
        return parts.Aggregate(begun, (all, readings) => all.SelectMany(one => readings.Select(reading =>
            ((IReadOnlyList<FieldCandidate>)[.. one.Parts, reading.Candidate], one.Total + reading.Amount))));
    }
}
