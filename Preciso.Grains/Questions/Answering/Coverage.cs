using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Answering;

/// <summary>How much of a question a text speaks of: the share of its words by weight and rarity, 0 to 1.</summary>
internal sealed class Coverage
{
    private readonly Dictionary<string, double> _names;
    private readonly Dictionary<string, double> _matter;
    private readonly ILookup<string, Concept> _concepts;

    /// <param name="rarities">Of the plan's terms in order, -1 where no passage has the term.</param>
    public Coverage(QuestionPlan plan, IReadOnlyList<double> rarities)
    {
        var rarity = plan.AllTerms.Zip(rarities).ToDictionary(pair => pair.First, pair => pair.Second);
        // What no passage has is rarer than what one has.
        var unseen = rarities.Append(1).Max() + 1;
        var values = plan.Words.Select(word => (word.Key, Value: word.Value * (rarity[word.Key] < 0 ? unseen : rarity[word.Key]))).ToList();
        _names = values.Where(word => plan.Names.Contains(word.Key)).ToDictionary(word => word.Key, word => word.Value);
        _matter = values.Where(word => !plan.Names.Contains(word.Key)).ToDictionary(word => word.Key, word => word.Value);
        _concepts = plan.Concepts
            .SelectMany(concept => concept.Phrases.SelectMany(phrase => phrase).Distinct().Select(term => (term, concept)))
            .ToLookup(pair => pair.term, pair => pair.concept);
    }

    public bool HasNames => _names.Count > 0;

    /// <summary>Of the names in the question; those that tell the passage's document count as said.</summary>
    public double OfNames(TermSet text, IReadOnlyCollection<string> said) =>
        Share(_names, name => said.Contains(name) || text.ContainsName(name));

    /// <summary>Of what the question asks apart from names.</summary>
    public double OfMatter(TermSet text) => Share(_matter, word => text.Contains(word) || _concepts[word].Any(concept => Shows(text, concept)));

    /// <summary>Under any name it has, or by any part that it is computed from.</summary>
    private static bool Shows(TermSet text, Concept concept) => text.Names(concept) || concept.Parts.Any(text.Names);

    /// <summary>1 where nothing is asked for.</summary>
    private static double Share(Dictionary<string, double> values, Func<string, bool> covers)
    {
        var all = values.Values.Sum();
        return all == 0 ? 1 : values.Where(word => covers(word.Key)).Sum(word => word.Value) / all;
    }
}
