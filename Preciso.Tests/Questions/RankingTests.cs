using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;

namespace Preciso.Tests.Questions;

public sealed class RankingTests
{
    private static readonly Planner Planner = new(Lexicon.Default);

    [Fact]
    public void A_row_labelled_with_what_is_asked_comes_before_prose_about_it()
    {
        var plan = Planner.Plan("What were total assets?");
        var candidates = new Shelf()
            .Add("report", heading: null, "Our total assets grew as we bought assets in total for two plants.")
            .Add("report", heading: null, "Total assets 209,000 190,000")
            .Candidates(plan);

        var ranked = Ranking.Rank(plan, candidates, top: 2);

        Assert.Equal([1, 0], ranked.Select(passage => passage.Candidate.Ordinal));
    }

    [Fact]
    public void A_ratio_finds_both_its_rows_before_one_of_them_twice()
    {
        var plan = Planner.Plan("What is the current ratio?");
        var candidates = new Shelf()
            .Add("report", heading: null, "Total current assets 98,500 88,000")
            .Add("report", heading: null, "Total current assets 98,500 87,900")
            .Add("report", heading: null, "Total current liabilities 47,000 48,000")
            .Candidates(plan);

        var ranked = Ranking.Rank(plan, candidates, top: 2);

        Assert.Contains(2, ranked.Select(passage => passage.Candidate.Ordinal));
    }

    [Fact]
    public void The_document_that_is_meant_comes_first_among_equals()
    {
        var plan = Planner.Plan("What was revenue?");
        var candidates = new Shelf().Add("a", heading: null, "Revenue 10").Add("b", heading: null, "Revenue 20").Candidates(plan);

        var ranked = Ranking.Rank(plan, [candidates[0], candidates[1] with { Prior = 1 }], top: 2);

        Assert.Equal("b", ranked[0].Candidate.Filename);
    }

    [Fact]
    public void A_page_is_cited_once()
    {
        var plan = Planner.Plan("What was revenue?");
        var candidates = new Shelf().Add("a", heading: null, "Revenue 10").Add("a", heading: null, "Revenue 20").Candidates(plan);

        var ranked = Ranking.Rank(plan, [candidates[0], candidates[1] with { DocumentId = candidates[0].DocumentId }], top: 2);

        Assert.Single(ranked);
    }

    [Fact]
    public void What_is_not_ranked_again_stays_in_the_order_in_which_it_was_found()
    {
        var plan = Planner.Plan("What was revenue?");
        var candidates = new Shelf()
            .Add("a", heading: null, "They speak of revenue here.")
            .Add("b", heading: null, "Revenue 20")
            .Add("c", heading: null, "Other matters.")
            .Candidates(plan);

        var found = Ranking.AsFound(candidates, top: 2);

        Assert.Equal(["a", "b"], found.Select(passage => passage.Candidate.Filename));
        Assert.Equal(candidates.Take(2).Select(candidate => candidate.TextScore), found.Select(passage => passage.Score));
    }
}
