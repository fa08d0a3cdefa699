#pragma warning disable CA2211
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Retrieving;

/// <summary>
/// Orders candidates and takes the best, one passage to a page. What counts: what its words cover of the question, how
/// surely its document is the one meant, nearness of spelling, and table rows that are labelled with what is asked about.
/// A row for something that a better passage shows already counts half, so that a ratio finds both its statements.
/// </summary>
public static class Ranking
{
    public static double PriorShare = 0.3;
    public static double SimilarityShare = 0.2;
    public static double RowShare = 0.3;

    public static IReadOnlyList<Ranked> Rank(QuestionPlan plan, IReadOnlyList<Candidate> candidates, int top)
    {
        var left = candidates.Select(candidate => new Scored(candidate, Base(candidate), RowLabels.Subjects(candidate, plan.Subjects))).ToList();
        var worth = plan.Subjects.ToDictionary(subject => subject, _ => plan.Subjects.Count == 0 ? 0 : RowShare / plan.Subjects.Count);
        var ranked = new List<Ranked>();
        while (ranked.Count < top && left.Count > 0)
        {
            var best = left.MaxBy(scored => scored.Base + scored.Subjects.Sum(subject => worth[subject]))!;
            ranked.Add(new Ranked(best.Candidate, best.Base + best.Subjects.Sum(subject => worth[subject])));
            best.Subjects.ForEach(subject => worth[subject] /= 2);
            left.RemoveAll(scored => scored.Candidate.DocumentId == best.Candidate.DocumentId && scored.Candidate.Page == best.Candidate.Page);
        }

        return ranked;
    }

    private static double Base(Candidate candidate) =>
        candidate.TextScore + (PriorShare * candidate.Prior) + (SimilarityShare * candidate.Similarity);

    private sealed record Scored(Candidate Candidate, double Base, List<Concept> Subjects);
}

/// <param name="Score">Comparable within one question.</param>
public sealed record Ranked(Candidate Candidate, double Score);
