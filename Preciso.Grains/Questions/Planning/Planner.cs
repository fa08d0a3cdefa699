namespace Preciso.Grains.Questions.Planning;

/// <summary>Reads a question: its key terms, the things and statements asked for under all their names, the years, the names.</summary>
public sealed class Planner(Lexicon lexicon)
{
    private const double OwnWord = 1;
    private const double WeakWord = 0.2;
    private const double Particle = 0.2;
    private const double Synonym = 0.4;
    private const double Part = 0.3;
    private const double Year = 1;
    private const double LatestYear = 0.25;
    private const double EarlierYear = 0.1;
    private const double ImpliedStatement = 0.5;

    public QuestionPlan Plan(string question)
    {
        var read = new QuestionWords(question);
        var concepts = lexicon.Concepts(read.AllTerms).Where(match => IsWord(match, read)).ToList();
        var statements = lexicon.StatementsIn(read.AllTerms).ToList();
        var named = concepts.Select(match => match.Value).Distinct().ToList();
        var parts = named.SelectMany(concept => concept.Parts).Distinct().Except(named).ToList();
        var shown = Statements(statements, [.. named, .. parts]);
        var years = Periods.Years(question);
        var asked = read.Words.Where(word => !word.IsPeriod && !statements.Exists(word.IsWithin)).ToList();
        var words = Words(asked, concepts);
        // No document says it in the form that the question has
        var predicates = asked.Where(word => Hangul.IsPredicate(word.Bare) && !concepts.Exists(word.IsWithin)).ToList();
        var names = NameFinder.Find(read.Words, word => concepts.Exists(word.IsWithin) || statements.Exists(word.IsWithin));
        return new QuestionPlan(
            words,
            KeyWords([.. asked.Except(predicates)], words, names, concepts),
            ToFind(words, named, parts, shown, years),
            Identity(read, words, concepts, years, Periods.Quarter(question)),
            Compounds(read.Words, words),
            [.. predicates.SelectMany(word => word.Terms).Except(asked.Except(predicates).SelectMany(word => word.Terms))],
            named,
            [.. named.Where(concept => concept.Parts.Count == 0), .. parts],
            names,
            shown,
            years);
    }

    private static Dictionary<string, double> Words(List<QuestionWord> words, List<PhraseMatch<Concept>> concepts)
    {
        var terms = new Dictionary<string, double>();
        foreach (var word in words.Where(word => concepts.Exists(match => IsAllCommon(word, match, words))))
        {
            word.Terms.ForEach(term => Raise(terms, term, OwnWord)); // the total amount is a thing, though both its words are anywhere
        }
        foreach (var word in words)
        {
            var isHangul = word.Bare.Any(Terms.IsBigramScript);
            var stem = isHangul ? Hangul.Stem(word.Bare) : word.Bare;
            if (WordList.Stop.HasWord(word.Bare) || WordList.Stop.HasWord(stem) || Hangul.IsAsking(word.Bare))
            {
                continue;
            }

            var core = isHangul ? Terms.Cut(stem).ToHashSet() : null;
            foreach (var term in word.Terms.Where(term => !WordList.Stop.HasTerm(term)))
            {
                var isWeak = WordList.Weak.HasTerm(term) || WordList.Weak.HasWord(word.Bare) || WordList.Weak.HasWord(stem)
                    || IsSmallNumber(term);
                Raise(terms, term, isWeak ? WeakWord : core is null || core.Contains(term) ? OwnWord : Particle);
            }
        }

        return terms;
    }

    /// <summary>Two syllables are a name only as a word: 교육 is none in 교육부.</summary>
    private static bool IsWord(PhraseMatch<Concept> match, QuestionWords read)
    {
        var term = read.AllTerms[match.Start];
        return match.Length > 1 || !Terms.IsBigramScript(term[0]) || read.Words.Find(word => word.IsWithin(match))?.Key == term;
    }

    private static bool IsAllCommon(QuestionWord word, PhraseMatch<Concept> match, List<QuestionWord> words) =>
        word.IsWithin(match) && words.Where(other => other.IsWithin(match)).SelectMany(other => other.Terms)
            .All(term => WordList.Stop.HasTerm(term) || WordList.Weak.HasTerm(term));

    private static List<KeyWord> KeyWords(
        List<QuestionWord> asked, Dictionary<string, double> weights, HashSet<string> names, List<PhraseMatch<Concept>> concepts) =>
        [.. asked
            .Select(word => (
                Terms: word.Terms.Where(term => weights.GetValueOrDefault(term) >= OwnWord && !names.Contains(term)).ToList(),
                concepts.Find(word.IsWithin)?.Value, Sound: NameSounds.Asked(word.Name)))
            .Where(word => word.Terms.Count > 0)
            .GroupBy(word => (object?)word.Value ?? word.Terms[0], word => word)
            .Select(words => new KeyWord([.. words.SelectMany(word => word.Terms).Distinct()], words.First().Value)
            {
                Sound = words.First().Value is null ? words.First().Sound : null,
            })];

    /// <summary>Two words that say what it is about, beside each other.</summary>
    private static List<(string First, string Second)> Compounds(List<QuestionWord> all, Dictionary<string, double> weights)
    {
        return [.. all.Zip(all.Skip(1)).Where(pair => pair.First.IsBare && !pair.Second.StartsSentence)
            .Where(pair => IsOwn(pair.First) && IsOwn(pair.Second)).Select(pair => (pair.First.Key, pair.Second.Key))];

        bool IsOwn(QuestionWord word) =>
            !Hangul.IsPredicate(word.Bare) && word.Terms.Exists(term => weights.GetValueOrDefault(term) >= OwnWord);
    }

    private static bool IsSmallNumber(string term) => term.Length <= 3 && term.All(char.IsAsciiDigit);

    private static Dictionary<string, double> ToFind(
        Dictionary<string, double> words, List<Concept> named, List<Concept> parts, Dictionary<FinancialStatement, double> statements,
        IReadOnlyList<int> years)
    {
        var terms = new Dictionary<string, double>(words);
        named.ForEach(concept => Raise(terms, concept, Synonym));
        parts.ForEach(concept => Raise(terms, concept, Part));
        foreach (var (statement, weight) in statements)
        {
            Raise(terms, statement.Term, weight);
        }

        foreach (var year in years)
        {
            Raise(terms, $"{year}", Year);
        }

        return terms;
    }

    private static void Raise(Dictionary<string, double> terms, Concept concept, double weight)
    {
        foreach (var term in concept.Phrases.SelectMany(phrase => phrase).Where(term => !WordList.Stop.HasTerm(term)))
        {
            Raise(terms, term, weight);
        }
    }

    private static void Raise(Dictionary<string, double> terms, string term, double weight) =>
        terms[term] = Math.Max(terms.GetValueOrDefault(term), weight);

    /// <summary>Whose document it is, is told by words other than those for what is asked.</summary>
    private static Dictionary<string, double> Identity(
        QuestionWords read, Dictionary<string, double> words, List<PhraseMatch<Concept>> concepts, IReadOnlyList<int> years, int? quarter)
    {
        var subjects = concepts.SelectMany(match => read.AllTerms.Skip(match.Start).Take(match.Length)).ToHashSet();
        var identity = words.Where(word => word.Value >= OwnWord && !subjects.Contains(word.Key)).ToDictionary();
        foreach (var name in NameFinder.Joined(read.Words).Concat(Sounds(read, words, concepts)))
        {
            identity[name] = OwnWord;
        }

        foreach (var year in years)
        {
            identity[Periods.Term(year, quarter: null)] = year == years[^1] ? LatestYear : EarlierYear;
            identity[Periods.Term(year, quarter)] = year == years[^1] ? LatestYear : EarlierYear;
        }

        return identity;
    }

    /// <summary>Words that may be names, as they sound in the other script.</summary>
    private static IEnumerable<string> Sounds(
        QuestionWords read, Dictionary<string, double> words, List<PhraseMatch<Concept>> concepts) => read.Words
        .Where(word => !word.IsPeriod && !concepts.Exists(word.IsWithin)
            && word.Terms.Exists(term => words.GetValueOrDefault(term) >= OwnWord))
        .Select(word => NameSounds.Asked(word.Name)).OfType<string>();

    /// <summary>Those asked for by name; without any, those that show what is asked about.</summary>
    private static Dictionary<FinancialStatement, double> Statements(List<PhraseMatch<FinancialStatement>> asked, List<Concept> concepts) =>
        asked.Count > 0
            ? asked.Select(match => match.Value).Distinct().ToDictionary(statement => statement, _ => OwnWord)
            : concepts.SelectMany(concept => concept.ShownIn).Distinct().ToDictionary(statement => statement, _ => ImpliedStatement);
}
