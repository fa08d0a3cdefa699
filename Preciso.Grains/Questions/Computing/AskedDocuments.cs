using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;

namespace Preciso.Grains.Questions.Computing;

/// <summary>
/// The documents that a question means, the likeliest first: those of whom it names. Print tells names in Latin letters; a Korean word is
/// a name where a file is called by it.
/// </summary>
internal sealed class AskedDocuments
{
    private const int ShortestName = 2;

    private readonly List<QuestionWord> _words;
    private readonly OrderedDictionary<Guid, Candidate> _documents = [];

    /// <param name="isAllowed">What was found answers; else only documents with all names of the question are meant.</param>
    public AskedDocuments(string question, QuestionPlan plan, IReadOnlyList<Ranked> found, bool isAllowed)
    {
        _words = new QuestionWords(question).Words;
        var candidates = found.Select(ranked => ranked.Candidate).ToList();
        Names = [.. plan.Names, .. LatinAtBeginning(question, _words), .. KoreanNames(plan, candidates)];
        foreach (var candidate in candidates)
        {
            if ((isAllowed && Names.Count == 0) || Names.Any(name => Tells(name, candidate)))
            {
                _documents.TryAdd(candidate.DocumentId, candidate);
            }
        }
        Companies = Apart();
        foreach (var (document, candidate) in isAllowed || Companies.Count > 0 ? [] : _documents.ToList())
        {
            if (!Names.All(name => Tells(name, candidate)))
            {
                _documents.Remove(document);
            }
        }
    }

    /// <summary>Terms of names in Latin letters, and Korean names whole.</summary>
    public HashSet<string> Names { get; }

    public IReadOnlyList<Guid> Documents => [.. _documents.Keys];

    /// <summary>By its file or its title.</summary>
    public bool IsCalled(Guid document, string name) =>
        IsInFilename(name, _documents[document]) || _documents[document].Called.Contains(name);

    /// <summary>
    /// The companies that are compared: each name tells documents that no other does. Empty where it is one, or nobody's.
    /// </summary>
    public IReadOnlyList<AskedCompany> Companies { get; }

    private IReadOnlyList<AskedCompany> Apart()
    {
        var groups = _documents.GroupBy(document => string.Join(' ', Names.Where(name => Tells(name, document.Value)).Order()))
            .Select(group => (Names: group.Key.Split(' ').ToHashSet(), Documents: group.Select(document => document.Key).ToList()))
            .ToList();
        var isApart = groups.Count > 1 && groups.Sum(group => group.Names.Count) == Names.Count
            && groups.SelectMany(group => group.Names).Distinct().Count() == Names.Count;
        return isApart ? [.. groups.Select(group => new AskedCompany(NameOf(group.Names), group.Names, group.Documents))] : [];
    }

    private static bool Tells(string name, Candidate candidate) =>
        (NameSounds.Asked(name) is { } sound && candidate.Names.Contains(sound))
        || (Terms.IsBigramScript(name[0]) ? IsInFilename(name, candidate) : candidate.Names.Contains(name));

    private static bool IsInFilename(string name, Candidate candidate) =>
        Letters(candidate.Filename).Contains(name, StringComparison.Ordinal);

    /// <summary>Its letters and digits, small.</summary>
    private static string Letters(string name) => string.Concat(name.Normalize().ToLowerInvariant().Where(char.IsLetterOrDigit));

    /// <summary>As the question writes them.</summary>
    private string NameOf(HashSet<string> names) => string.Join(' ', _words
        .Where(word => word.Terms.Any(names.Contains) || names.Contains(Stem(word))).Select(word => word.Name).Distinct());

    private static string Stem(QuestionWord word) => Letters(Hangul.Stem(word.Bare));

    private IEnumerable<string> KoreanNames(QuestionPlan plan, List<Candidate> candidates)
    {
        var matter = plan.KeyWords.Where(word => word.Concept is null && word.IsBigrams).SelectMany(word => word.Terms).ToHashSet();
        return _words.Where(word => !word.IsPeriod && word.Terms.Exists(matter.Contains)).Select(Stem)
            .Where(name => name.Length >= ShortestName && Terms.IsBigramScript(name[0]) && candidates.Exists(found => Tells(name, found)));
    }

    /// <summary>A name in Latin letters at the beginning is told from the other words by the Korean ones behind it.</summary>
    private static IEnumerable<string> LatinAtBeginning(string question, List<QuestionWord> words) =>
        words is [var first, ..] && char.IsAsciiLetterUpper(first.Text[0]) && question.Any(Terms.IsBigramScript)
            ? first.Terms.Where(term => !Terms.IsBigramScript(term[0]))
            : [];
}

/// <param name="Name">As the question writes it.</param>
/// <param name="Names">Those of the question's names that are its own.</param>
internal sealed record AskedCompany(string Name, HashSet<string> Names, IReadOnlyList<Guid> Documents);
