using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Retrieving;

/// <summary>
/// Orders candidates and takes the best, one passage to a page. What counts: what its words cover of the question, how
/// surely its document is the one meant, nearness of spelling and of meaning, and table rows that are labelled with what is asked about.
/// A row for something that a better passage shows already counts half, so that a ratio finds both its statements.
/// </summary>
public static class Ranking
{
    public const double PriorShare = 0.3;
    private const double SimilarityShare = 0.2;
    private const double MeaningShare = 0.2;
    private const double RowShare = 0.4;

    public static IReadOnlyList<Ranked> Rank(QuestionPlan plan, IReadOnlyList<Candidate> candidates, int top)
    {
        var meaning = Span(candidates);
        var left = candidates.Select(
            candidate => new Scored(candidate, Base(candidate, meaning), Shown(candidate, plan.Subjects))).ToList();
        var worth = plan.Subjects.ToDictionary(subject => subject, _ => RowShare / plan.Subjects.Count);
        var ranked = new List<Ranked>();
        while (ranked.Count < top && left.Count > 0)
        {
            var best = left.MaxBy(scored => scored.Score(worth))!;
            ranked.Add(new Ranked(best.Candidate, best.Score(worth)));
            foreach (var (subject, share) in best.Shown)
            {
                worth[subject] *= 1 - (share / 2);
            }

            left.RemoveAll(
                scored => scored.Candidate.DocumentId == best.Candidate.DocumentId && scored.Candidate.Page == best.Candidate.Page);
        }

        return ranked;
    }

    private static double Base(Candidate candidate, (double Least, double Wide) meaning) =>
        candidate.TextScore + (PriorShare * candidate.Prior) + (SimilarityShare * candidate.Similarity)
            + (MeaningShare * ((candidate.Meaning ?? meaning.Least) - meaning.Least) / meaning.Wide);

    /// <summary>
    /// Embedders put all that is of one matter close together, each in its own range: what counts is where a candidate lies between the
    /// least and the nearest one.
    /// </summary>
    private static (double Least, double Wide) Span(IReadOnlyList<Candidate> candidates) =>
        (candidates.Min(candidate => candidate.Meaning), candidates.Max(candidate => candidate.Meaning)) is ({ } least, { } nearest)
            && nearest > least
            ? (least, nearest - least)
            : (0, double.PositiveInfinity);

    private static Dictionary<Concept, double> Shown(Candidate candidate, IReadOnlyList<Concept> subjects)
    {
        var labels = subjects.Count == 0
            ? []
            : PassageLines.FromJson(candidate.Lines).Where(line => TableRow.Is(line.Text))
                .Select(line => TableRow.Label(line.Text)).ToList();
        return subjects.ToDictionary(subject => subject, subject => labels.Select(subject.Labels).DefaultIfEmpty(0).Max());
    }

    /// <param name="Shown">How well its best row shows each subject.</param>
    private sealed record Scored(Candidate Candidate, double Base, Dictionary<Concept, double> Shown)
    {
        public double Score(Dictionary<Concept, double> worth) => Base + Shown.Sum(subject => subject.Value * worth[subject.Key]);
    }
}

/// <param name="Score">Comparable within one question.</param>
public sealed record Ranked(Candidate Candidate, double Score);
