using Preciso.Documents;
using Preciso.Grains.Questions;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;

namespace Preciso.Tests.Questions;

/// <summary>A few passages as storage would bring them for a question: planned, ranked and answered by the real parts.</summary>
internal sealed class Shelf
{
    private readonly List<(string Document, string? Heading, string[] Lines)> _passages = [];

    /// <param name="document">What the file is called; its words tell the document.</param>
    public Shelf Add(string document, string? heading, params string[] lines)
    {
        _passages.Add((document, heading, lines));
        return this;
    }

    public ExtractedAnswer Ask(string question, int top = 5)
    {
        var plan = new Planner(Lexicon.Default).Plan(question);
        return Answerer.Extract(plan, Ranking.Rank(plan, Candidates(plan), top));
    }

    public IReadOnlyList<Candidate> Candidates(QuestionPlan plan)
    {
        var texts = _passages.ConvertAll(passage => Terms.Cut($"{passage.Heading}\n{string.Join('\n', passage.Lines)}").ToHashSet());
        var frequencies = plan.AllTerms.Select(term => texts.Count(text => text.Contains(term))).ToArray();
        return [.. _passages.Select((passage, i) => new Candidate
        {
            DocumentId = new Guid(i + 1, 0, 0, new byte[8]),
            Filename = passage.Document,
            Page = 1,
            Ordinal = i,
            Heading = passage.Heading,
            Text = string.Join('\n', passage.Lines),
            Lines = PassageLines.ToJson([.. passage.Lines.Select(Line)]),
            Method = "text_layer",
            Confidence = 1,
            TextScore = plan.Terms.Where(term => texts[i].Contains(term.Key)).Sum(term => term.Value) / plan.Terms.Values.Sum(),
            Prior = 0,
            Names = [.. Terms.Cut(passage.Document).Intersect(plan.IdentityTerms.Keys)],
            Similarity = 0,
            Frequencies = frequencies,
            Passages = _passages.Count,
        })];
    }

    /// <summary>One under the other, as wide as a page.</summary>
    private static PassageLine Line(string text, int i) => new(text, new Box(50, 50 + (12 * i), 550, 60 + (12 * i)));
}
