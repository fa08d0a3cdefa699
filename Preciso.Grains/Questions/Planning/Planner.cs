namespace Preciso.Questions.Planning;

/// <summary>Reads a question: its key terms, the things and statements asked for under all their names, the years, the names.</summary>
public sealed class Planner(Lexicon lexicon)
{
    private const double OwnWord = 1;
    private const double Particle = 0.25;
    private const double Synonym = 0.4;
    private const double Part = 0.3;
    private const double Year = 0.5;
    private const double EarlierYear = 0.4;
    private const double ImpliedStatement = 0.5;

    public QuestionPlan Plan(string question)
    {
        var terms = new Dictionary<string, double>();
        AddWords(question, terms);
        var all = Terms.Of(question);
        var named = lexicon.Concepts(all).Select(match => match.Value).Distinct().ToList();
        var parts = named.SelectMany(lexicon.Parts).Distinct().Except(named).ToList();
        named.ForEach(concept => AddConcept(concept, Synonym, terms));
        parts.ForEach(concept => AddConcept(concept, Part, terms));
        var years = Periods.Years(question);
        foreach (var year in years)
        {
            Raise(terms, $"{year}", Year);
        }

        var statements = Statements(all, [.. named, .. parts]);
        foreach (var (statement, weight) in statements)
        {
            Raise(terms, statement.Term, weight);
        }

        var names = NameFinder.Find(question, lexicon);
        return new QuestionPlan(
            terms,
            Identity(names, terms, years),
            [.. named.Where(concept => concept.Parts.Count == 0), .. parts],
            names,
            statements,
            years);
    }

    private static void AddWords(string question, Dictionary<string, double> terms)
    {
        foreach (var word in question.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var bare = word.Trim('?', '.', ',', '!', '"', '\'', '(', ')', ':', ';', '“', '”', '‘', '’');
            if (StopWords.HasWord(bare))
            {
                continue;
            }

            var isHangul = bare.Any(Terms.IsBigramScript);
            var core = isHangul ? Terms.Of(Hangul.Stem(bare)).ToHashSet() : null;
            foreach (var term in Terms.Of(bare).Where(term => !StopWords.HasTerm(term)))
            {
                Raise(terms, term, core is null || core.Contains(term) ? OwnWord : Particle);
            }
        }
    }

    private static void AddConcept(Concept concept, double weight, Dictionary<string, double> terms)
    {
        foreach (var term in concept.Phrases.SelectMany(phrase => phrase).Where(term => !StopWords.HasTerm(term)))
        {
            Raise(terms, term, weight);
        }
    }

    private static void Raise(Dictionary<string, double> terms, string term, double weight) =>
        terms[term] = Math.Max(terms.GetValueOrDefault(term), weight);

    private static Dictionary<string, double> Identity(
        HashSet<string> names, Dictionary<string, double> terms, IReadOnlyList<int> years)
    {
        var identity = terms.Where(term => term.Value >= OwnWord && term.Key[0] != '@').ToDictionary();
        foreach (var name in names)
        {
            identity[name] = OwnWord;
        }

        foreach (var year in years)
        {
            identity[Periods.Term(year)] = year == years[^1] ? OwnWord : EarlierYear;
        }

        return identity;
    }

    private Dictionary<Statement, double> Statements(List<string> terms, List<Concept> concepts)
    {
        var asked = lexicon.StatementsIn(terms).Select(match => match.Value).Distinct().ToDictionary(statement => statement, _ => 1.0);
        if (asked.Count > 0)
        {
            return asked;
        }

        return concepts.SelectMany(concept => concept.ShownIn).Distinct().ToDictionary(statement => statement, _ => ImpliedStatement);
    }
}
