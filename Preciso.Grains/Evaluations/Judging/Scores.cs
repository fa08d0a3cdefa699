using Preciso.Evaluations;

namespace Preciso.Grains.Evaluations.Judging;

/// <summary>What many verdicts come to.</summary>
public static class Scores
{
    public static RunMetrics Measure(IReadOnlyList<Verdict> verdicts) => new(
        verdicts.Count, verdicts.Count(verdict => verdict.IsRight),
        Share(verdicts, verdict => verdict.HasPlace ? verdict.Rank is not null : null),
        Mean(verdicts.Where(verdict => verdict.HasPlace).Select(verdict => verdict.Rank is { } rank ? 1.0 / rank : 0)),
        Share(verdicts, verdict => verdict.Exact), Share(verdicts, verdict => verdict.Numeric),
        Share(verdicts, verdict => verdict.Abstained is null ? verdict.Answered : null), Share(verdicts, verdict => verdict.Abstained),
        Share(verdicts, verdict => verdict.Faithful), Half([.. verdicts.Select(verdict => verdict.Milliseconds).Order()]));

    private static double? Share(IEnumerable<Verdict> verdicts, Func<Verdict, bool?> told) =>
        Mean(verdicts.Select(told).OfType<bool>().Select(yes => yes ? 1.0 : 0));

    private static double? Mean(IEnumerable<double> figures) =>
        figures.ToList() is { Count: > 0 } some ? some.Average() : null;

    private static double Half(List<double> sorted) => sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
}
