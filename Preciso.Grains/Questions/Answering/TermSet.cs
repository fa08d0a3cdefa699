using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Answering;

/// <summary>The terms of a text, to look things up in.</summary>
internal sealed class TermSet
{
    private readonly HashSet<string> _terms = [];
    private readonly HashSet<string> _capitals = [];

    public TermSet(string text)
    {
        var normalized = Terms.Normalize(text);
        foreach (var term in Terms.Place(normalized))
        {
            _terms.Add(term.Text);
            if (!char.IsLower(normalized[term.Start]))
            {
                _capitals.Add(term.Text);
            }
        }
    }

    public bool Contains(string term) => _terms.Contains(term);

    /// <summary>Printed with a capital at least once, as names are.</summary>
    public bool ContainsName(string term) => _capitals.Contains(term);

    /// <summary>Whether all words of any of its names are there.</summary>
    public bool Names(Concept concept) => concept.Phrases.Any(phrase => phrase.All(_terms.Contains));

    /// <summary>Under any name it has, or by any part that it is computed from.</summary>
    public bool Shows(Concept concept) => Names(concept) || concept.Parts.Any(Names);
}
