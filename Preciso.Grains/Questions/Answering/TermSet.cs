using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Answering;

/// <summary>The terms of a text, to look things up in.</summary>
internal sealed class TermSet(string text)
{
    private static readonly char[] Spaces = [' ', '\n', '-', '/'];
    private static readonly char[] Openers = ['(', '"', '\'', '“', '‘', '['];

    private readonly HashSet<string> _terms = [.. Terms.Cut(text)];

    private readonly HashSet<string> _capitals =
        [.. text.Split(Spaces).Select(word => word.TrimStart(Openers)).Where(word => word.Length > 0 && !char.IsLower(word[0]))
            .SelectMany(Terms.Cut)];

    public bool Contains(string term) => _terms.Contains(term);

    /// <summary>Printed with a capital at least once, as names are.</summary>
    public bool ContainsName(string term) => _capitals.Contains(term);

    /// <summary>Whether all words of any of its names are there.</summary>
    public bool Names(Concept concept) => concept.Phrases.Any(phrase => phrase.All(_terms.Contains));

    /// <summary>Under any name it has, or by any part that it is computed from.</summary>
    public bool Shows(Concept concept) => Names(concept) || concept.Parts.Any(Names);
}
