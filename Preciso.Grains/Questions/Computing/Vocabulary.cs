using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Threads;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>The words that a tenant's questions are read by, and all that reads by them: the common ones, and its own measures.</summary>
internal sealed class Vocabulary
{
    private readonly Measures _measures;

    private Vocabulary(Lexicon lexicon, Measures measures)
    {
        (Lexicon, _measures) = (lexicon, measures);
        Formulas = new FormulaReader(lexicon);
        Planner = new Planner(lexicon);
        Reader = new CalculationReader(lexicon, measures);
        FollowUp = new FollowUp(Planner, Reader);
        Computing = new ComputingAnswerer(Planner, Reader, measures);
    }

    public static Vocabulary Common { get; } = new(Lexicon.Default, Measures.Default);

    public Lexicon Lexicon { get; }

    public FormulaReader Formulas { get; }

    public Planner Planner { get; }

    public CalculationReader Reader { get; }

    public FollowUp FollowUp { get; }

    public ComputingAnswerer Computing { get; }

    /// <param name="check">Each of them before it is added to those above it.</param>
    public static Vocabulary With(IReadOnlyList<OwnMeasure> own, Action<OwnMeasure, Vocabulary>? check = null)
    {
        if (own.Count == 0)
        {
            return Common;
        }
        var lexicon = Lexicon.Read();
        var vocabulary = new Vocabulary(lexicon, Measures.Read(lexicon));
        foreach (var measure in own)
        {
            check?.Invoke(measure, vocabulary);
            vocabulary.Add(measure);
        }
        return vocabulary;
    }

    /// <summary>Whether this is the whole name of a figure or of a measure.</summary>
    public bool Knows(string name) => _measures.Has(name)
        || (Terms.Cut(name) is { Count: > 0 } terms && Lexicon.Concepts(terms).Any(match => match.Length == terms.Count));

    /// <summary>It is a thing too, which is found by what it is computed from.</summary>
    private void Add(OwnMeasure measure)
    {
        var parts = _measures.Needed(Formulas.Read(measure.Formula)!)
            .Where(concept => Lexicon.Concepts(concept.Phrases[0]).Any(match => ReferenceEquals(match.Value, concept)));
        Lexicon.Add(measure.Names, parts.Select(concept => concept.Name));
        _measures.Add(measure.Names, measure.Formula, measure.Kind);
    }
}
