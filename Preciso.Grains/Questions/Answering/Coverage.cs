using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;

namespace Preciso.Grains.Questions.Answering;

/// <summary>How much of a question a text speaks of: the share of its words by weight and rarity, 0 to 1.</summary>
internal sealed class Coverage
{
    private readonly QuestionPlan _plan;
    private readonly Dictionary<string, double> _values;
    private readonly ILookup<string, Concept> _concepts;

    public Coverage(QuestionPlan plan, IReadOnlyList<double> rarities)
    {
        _plan = plan;
        Rarities = plan.AllTerms.Zip(rarities).ToDictionary(pair => pair.First, pair => pair.Second);
        // What no visible passage has is as rare as can be.
        var rarest = Rarities.Values.Append(1).Max() + 1;
        _values = plan.Words.ToDictionary(word => word.Key, word => word.Value * (Rarities[word.Key] < 0 ? rarest : Rarities[word.Key]));
        _concepts = plan.Subjects
            .SelectMany(concept => concept.Phrases.SelectMany(phrase => phrase).Distinct().Select(term => (term, concept)))
            .Where(pair => plan.Words.ContainsKey(pair.term))
            .ToLookup(pair => pair.term, pair => pair.concept);
    }

    /// <summary>By term; -1 where no visible passage has it.</summary>
    public IReadOnlyDictionary<string, double> Rarities { get; }

    /// <summary>Names of the question that nothing visible contains.</summary>
    public IEnumerable<string> UnknownNames => _plan.Names.Where(name => Rarities.GetValueOrDefault(name, -1) < 0);

    public double Of(TermSet text, IReadOnlyCollection<string> given)
    {
        var covered = _values.Where(word => given.Contains(word.Key) || Has(text, word.Key)).Sum(word => word.Value);
        var all = _values.Values.Sum();
        return all == 0 ? 0 : covered / all;
    }

    /// <summary>A word is there, or another name of the thing that it belongs to.</summary>
    private bool Has(TermSet text, string word) =>
        text.Contains(word) || _concepts[word].Any(text.Names);
}
