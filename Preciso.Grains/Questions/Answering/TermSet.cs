using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Answering;

/// <summary>The terms of a text, to look things up in.</summary>
internal sealed class TermSet(string text)
{
    private readonly HashSet<string> _terms = [.. Terms.Of(text)];

    public bool Contains(string term) => _terms.Contains(term);

    /// <summary>Whether all words of any of its names are there.</summary>
    public bool Names(Concept concept) => concept.Phrases.Any(phrase => phrase.All(_terms.Contains));
}
