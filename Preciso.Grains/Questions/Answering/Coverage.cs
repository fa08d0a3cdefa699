using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Answering;

/// <summary>How much of a question a text speaks of: the share of its words by weight and rarity, 0 to 1.</summary>
internal sealed class Coverage
{
    /// <summary>
    /// As many passages are thought to be there beside the visible ones, with none of the question's words: what is rare
    /// cannot be told from a document or two.
    /// </summary>
    private const int UnseenPassages = 1_000;
    private const double OfPredicate = 0.2;

    private readonly Dictionary<string, double> _names;
    private readonly Dictionary<string, double> _matter;
    private readonly Dictionary<string, string?> _sounds;
    private readonly List<(KeyWord Word, double Value)> _keyWords;
    private readonly ILookup<string, Concept> _concepts;

    /// <param name="frequencies">Of the plan's terms in order, in so many passages.</param>
    public Coverage(QuestionPlan plan, IReadOnlyList<int> frequencies, int passages)
    {
        var rarity = plan.AllTerms.Zip(frequencies, (term, frequency) => (term, Rarity(frequency, passages))).ToDictionary();
        var values = plan.Words.Select(word => (
            word.Key, Value: word.Value * rarity[word.Key] * (plan.Predicates.Contains(word.Key) ? OfPredicate : 1))).ToList();
        _names = values.Where(word => plan.Names.Contains(word.Key)).ToDictionary(word => word.Key, word => word.Value);
        _sounds = _names.Keys.ToDictionary(name => name, NameSounds.Asked);
        _matter = values.Where(word => !plan.Names.Contains(word.Key)).ToDictionary(word => word.Key, word => word.Value);
        _keyWords = [.. plan.KeyWords.Select(word => (word, word.Terms.Average(term => rarity[term])))];
        _concepts = plan.Concepts
            .SelectMany(concept => concept.Phrases.SelectMany(phrase => phrase).Distinct().Select(term => (term, concept)))
            .ToLookup(pair => pair.term, pair => pair.concept);
    }

    /// <summary>Of the names in the question; those that tell the passage's document count as said.</summary>
    public double OfNames(TermSet text, IReadOnlyCollection<string> said) =>
        Share(_names, name => said.Contains(name) || text.ContainsName(name) || (_sounds[name] is { } sound && said.Contains(sound)));

    /// <summary>Of what the question asks apart from names.</summary>
    public double OfMatter(TermSet text) => Share(_matter, word => text.Contains(word) || _concepts[word].Any(text.Shows));

    /// <summary>Of what the question asks apart from names, word by word: a long word is no more than a short one.</summary>
    public double OfKeyWords(TermSet text, IReadOnlyCollection<string> said)
    {
        var all = _keyWords.Sum(word => word.Value);
        return all == 0 ? 1 : _keyWords.Sum(word => word.Value * Share(word.Word, text, said)) / all;
    }

    /// <summary>Of the key word that it speaks of least.</summary>
    public double OfLeastKeyWord(TermSet text) => _keyWords.Select(word => Share(word.Word, text, [])).DefaultIfEmpty(1).Min();

    /// <summary>Of what the question asks, names and all, leaving out the names that tell the passage's document.</summary>
    public double OfAll(TermSet text, IReadOnlyCollection<string> said)
    {
        var values = _matter.Concat(_names.Where(name => !said.Contains(name.Key))).ToDictionary();
        return Share(values, word => text.Contains(word) || _concepts[word].Any(text.Shows));
    }

    private static double Rarity(int frequency, int passages) =>
        Math.Log(1 + ((passages + UnseenPassages - frequency + 0.5) / (frequency + 0.5)));

    private static double Share(KeyWord word, TermSet text, IReadOnlyCollection<string> said) =>
        (word.Concept is { } concept && text.Shows(concept)) || (word.Sound is { } sound && said.Contains(sound))
            ? 1
            : word.Terms.Count(term => text.Contains(term) || said.Contains(term)) / (double)word.Terms.Count;

    /// <summary>1 where nothing is asked for.</summary>
    private static double Share(Dictionary<string, double> values, Func<string, bool> covers)
    {
        var all = values.Values.Sum();
        return all == 0 ? 1 : values.Where(word => covers(word.Key)).Sum(word => word.Value) / all;
    }
}
