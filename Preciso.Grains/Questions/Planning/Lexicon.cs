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

    public static Lexicon Default { get; } = new(Resource.Lines("lexicon.txt"));

    public IReadOnlyCollection<FinancialStatement> Statements => _statements.Values;

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
            [.. Split(shownIn, ' ').Select(name => _statements[name])]);
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

    /// <summary>
    /// How well a table row with a label of these terms shows it, 0 to 1: "Total net sales" is revenue as such, "Hardware
    /// revenue" a part of it, "Other current assets" what is left of them.
    /// </summary>
    public double Labels(List<string> label) => Phrases.Max(phrase => Share(phrase, label));

    private static double Share(IReadOnlyList<string> phrase, List<string> label)
    {
        var start = Enumerable.Range(0, Math.Max(0, label.Count - phrase.Count + 1))
            .FirstOrDefault(start => phrase.SequenceEqual(label.Skip(start).Take(phrase.Count)), -1);
        if (start < 0 || label.Contains("other"))
        {
            return 0;
        }

        var before = label.Take(start).Count(IsTelling);
        var after = label.Skip(start + phrase.Count).Count(IsTelling);
        return phrase.Count / (phrase.Count + before + (WordAfter * after));
    }

    private static bool IsTelling(string term) => !Qualifiers.Contains(term);
}

/// <summary>A financial statement and how it is titled.</summary>
public sealed record FinancialStatement(string Name, IReadOnlyList<IReadOnlyList<string>> Titles)
{
    /// <summary>The term under which passages of this statement are indexed; no text yields it.</summary>
    public string Term { get; } = "@" + Name;
}
