using System.Text;

namespace Preciso.Grains.Questions.Planning;

/// <summary>What business people call things: read once from lexicon.txt, where its form is explained.</summary>
public sealed class Lexicon
{
    private readonly Dictionary<string, Concept> _concepts = [];
    private readonly Dictionary<string, FinancialStatement> _statements = [];
    private readonly PhraseTable<Concept> _conceptPhrases = new();
    private readonly PhraseTable<FinancialStatement> _statementPhrases = new();

    private Lexicon(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith('@'))
            {
                AddStatement(line);
            }
            else
            {
                AddConcept(line);
            }
        }
    }

    public static Lexicon Default { get; } = Read();

    /// <summary>One of its own, for further things to be added.</summary>
    internal static Lexicon Read() => new(Resource.Lines("lexicon.txt"));

    /// <param name="parts">Names of what it is computed from.</param>
    internal void Add(IEnumerable<string> names, IEnumerable<string> parts) =>
        AddConcept($"{string.Join(", ", names)} > {string.Join("; ", parts)}");

    public IReadOnlyCollection<FinancialStatement> Statements => _statements.Values;

    /// <summary>What a statement shows.</summary>
    public IEnumerable<Concept> ShownIn(FinancialStatement statement) =>
        _concepts.Values.Where(concept => concept.ShownIn.Contains(statement));

    /// <summary>The concepts that a sequence of terms names, the longest name first where names overlap.</summary>
    public IEnumerable<PhraseMatch<Concept>> Concepts(IReadOnlyList<string> terms) => _conceptPhrases.Find(terms);

    public IEnumerable<PhraseMatch<FinancialStatement>> StatementsIn(IReadOnlyList<string> terms) => _statementPhrases.Find(terms);

    private void AddStatement(string line)
    {
        var (name, phrases) = Divide(line[1..], ':');
        var statement = new FinancialStatement(name, [.. Split(phrases, ',').Select(Terms.Cut)]);
        _statements.Add(name, statement);
        foreach (var phrase in statement.Titles)
        {
            _statementPhrases.Add(phrase, statement);
        }
    }

    private void AddConcept(string line)
    {
        var (rest, shownIn) = Divide(line, '@');
        var (names, parts) = Divide(rest, '>');
        var words = Split(names, ',');
        var concept = new Concept(
            words[0], [.. words.Select(Terms.Cut)], [.. Split(parts, ';').Select(name => _concepts[name])],
            [.. Split(shownIn, ' ').Select(name => _statements[name])])
        {
            KoreanName = Array.Find(words, word => word.Any(Terms.IsBigramScript)),
        };
        _concepts.Add(concept.Name, concept);
        foreach (var phrase in concept.Phrases)
        {
            _conceptPhrases.Add(phrase, concept);
        }
    }

    private static (string Before, string After) Divide(string line, char mark)
    {
        var at = line.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (line.Trim(), "") : (line[..at].Trim(), line[(at + 1)..].Trim());
    }

    private static string[] Split(string text, char mark) =>
        text.Split(mark, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Something with several names, for example cost of sales, cost of goods sold, 매출원가.</summary>
/// <param name="Phrases">Each name as its terms.</param>
/// <param name="Parts">What it is computed from; empty for what stands in a document as such.</param>
/// <param name="ShownIn">The financial statements that show it or its parts.</param>
public sealed record Concept(
    string Name, IReadOnlyList<IReadOnlyList<string>> Phrases, IReadOnlyList<Concept> Parts, IReadOnlyList<FinancialStatement> ShownIn)
{
    private static readonly HashSet<string> Qualifiers = ["total", "net", "loss", "consolidated", "and", "of", "the"];

    /// <summary>What follows a name specifies it ("net of allowance for …") more than it narrows it.</summary>
    private const double WordAfter = 0.3;

    /// <summary>Null where it has none.</summary>
    public string? KoreanName { get; init; }

    public string Named(bool korean) => korean ? KoreanName ?? Name : Name;

    /// <summary>What its names are like among the keys of labels, for LIKE: endings of English words are left open.</summary>
    public IEnumerable<string> Patterns => Phrases.Select(Pattern);

    /// <summary>
    /// How well a table row with a label of these terms shows it, 0 to 1: "Total net sales" is revenue as such, "Hardware
    /// revenue" a part of it, "Other current assets" what is left of them.
    /// </summary>
    public double Labels(List<string> label) => Phrases.Max(phrase => Share(phrase, label, Start(phrase, label)));

    /// <summary>
    /// The same of figures that are computed with: "Total liabilities and equity" are not the liabilities, "net income per share" is not
    /// the income, "non-operating income" not the operating one.
    /// </summary>
    public double Means(List<string> label) => Phrases.Max(phrase =>
        Start(phrase, label) is var start && start >= 0 && !label.Take(start).Contains("non") && !IsOfMore(label.Skip(start + phrase.Count))
            ? Share(phrase, label, start)
            : 0);

    private static int Start(IReadOnlyList<string> phrase, List<string> label) =>
        Enumerable.Range(0, Math.Max(0, label.Count - phrase.Count + 1))
            .FirstOrDefault(start => phrase.SequenceEqual(label.Skip(start).Take(phrase.Count)), -1);

    private static double Share(IReadOnlyList<string> phrase, List<string> label, int start)
    {
        if (start < 0 || label.Contains("other"))
        {
            return 0;
        }

        var before = label.Take(start).Count(IsTelling);
        var after = label.Skip(start + phrase.Count).Count(IsTelling);
        return phrase.Count / (phrase.Count + before + (WordAfter * after));
    }

    private static string Pattern(IReadOnlyList<string> phrase)
    {
        var key = new StringBuilder("%");
        foreach (var term in phrase)
        {
            var follows = Terms.IsBigramScript(term[0]) && key[^1] == term[0]; // one run of bigrams
            key.Append(follows ? term[1..] : string.Concat(term.TrimEnd('y').Where(char.IsLetterOrDigit)));
            key.Append(Terms.IsBigramScript(term[0]) ? "" : "%");
        }
        return key.Append(key[^1] == '%' ? "" : "%").ToString();
    }

    private static bool IsOfMore(IEnumerable<string> after) =>
        after.Take(2).ToList() is ["and", var joined] ? IsTelling(joined) : after.Contains("per");

    private static bool IsTelling(string term) => !Qualifiers.Contains(term);
}

/// <summary>A financial statement and how it is titled.</summary>
public sealed record FinancialStatement(string Name, IReadOnlyList<IReadOnlyList<string>> Titles)
{
    /// <summary>The term under which passages of this statement are indexed; no text yields it.</summary>
    public string Term { get; } = "@" + Name;
}
