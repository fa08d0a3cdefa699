namespace Preciso.Questions.Retrieving;

/// <summary>
/// Orders candidates: what their words cover, helped by how surely their document is the one meant and by nearness of
/// spelling. A page gives one piece of evidence, its best passage.
/// </summary>
public static class Ranking
{
    private const double PriorShare = 0.5;
    private const double SimilarityShare = 0.2;

    public static IReadOnlyList<(Candidate Candidate, double Score)> Rank(IEnumerable<Candidate> candidates, int top) =>
        [.. candidates.Select(candidate => (candidate, Score(candidate)))
            .OrderByDescending(ranked => ranked.Item2)
            .DistinctBy(ranked => (ranked.candidate.DocumentId, ranked.candidate.Page))
            .Take(top)];

    private static double Score(Candidate candidate) =>
        candidate.TextScore + (PriorShare * candidate.Prior) + (SimilarityShare * candidate.Similarity);
}
