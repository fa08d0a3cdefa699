using Preciso.Grains.Questions.Answering;
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
        var left = candidates.Select(candidate => new Scored(candidate, plan.Subjects, meaning))
            .OrderByDescending(scored => scored.Base).ToList();
        var worth = plan.Subjects.ToDictionary(subject => subject, _ => RowShare / plan.Subjects.Count);
        var ranked = new List<Ranked>();
        while (ranked.Count < top && Best(left, worth) is { } best)
        {
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

    /// <summary>The best as they were found, without looking at what they say.</summary>
    public static IReadOnlyList<Ranked> AsFound(IReadOnlyList<Candidate> candidates, int top) =>
        [.. candidates.Take(top).Select(candidate => new Ranked(candidate, candidate.TextScore))];

    /// <summary>
    /// Embedders put all that is of one matter close together, each in its own range: what counts is where a candidate lies between the
    /// least and the nearest one.
    /// </summary>
    private static (double Least, double Wide) Span(IReadOnlyList<Candidate> candidates) =>
        (candidates.Min(candidate => candidate.Meaning), candidates.Max(candidate => candidate.Meaning)) is ({ } least, { } nearest)
            && nearest > least
            ? (least, nearest - least)
            : (0, double.PositiveInfinity);

    /// <summary>What rows show is looked at only where it could make a passage the best.</summary>
    private static Scored? Best(List<Scored> left, Dictionary<Concept, double> worth)
    {
        var (best, most, all) = ((Scored?)null, double.MinValue, worth.Values.Sum());
        foreach (var scored in left.TakeWhile(scored => scored.Base + all > most))
        {
            if (scored.Score(worth) is var score && score > most)
            {
                (best, most) = (scored, score);
            }
        }
        return best;
    }

    private sealed class Scored(Candidate candidate, IReadOnlyList<Concept> subjects, (double Least, double Wide) meaning)
    {
        public Candidate Candidate => candidate;

        public double Base { get; } =
            candidate.TextScore + (PriorShare * candidate.Prior) + (SimilarityShare * candidate.Similarity)
            + (MeaningShare * ((candidate.Meaning ?? meaning.Least) - meaning.Least) / meaning.Wide);

        /// <summary>How well its best row shows each subject.</summary>
        public Dictionary<Concept, double> Shown => field ??= Show();

        public double Score(Dictionary<Concept, double> worth) => Base + Shown.Sum(subject => subject.Value * worth[subject.Key]);

        private Dictionary<Concept, double> Show()
        {
            var labels = subjects.Count == 0
                ? []
                : candidate.Text.Split('\n').Where(TableRow.Is).Select(TableRow.Label).ToList();
            return subjects.ToDictionary(subject => subject, subject => labels.Select(subject.Labels).DefaultIfEmpty(0).Max());
        }
    }
}

/// <param name="Score">Comparable within one question.</param>
public sealed record Ranked(Candidate Candidate, double Score);
