using Preciso.Grains.Questions.Planning;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <param name="Name">As measures.txt calls it first.</param>
public sealed record Measure(string Name, Formula Formula, MeasureKind Kind)
{
    /// <summary>A percentage is said as one: "A / B * 100" is A / B.</summary>
    public static Formula Plain(Formula formula, MeasureKind kind) =>
        kind == MeasureKind.Percent ? WithoutHundred(formula) ?? formula : formula;

    private static Formula? WithoutHundred(Formula formula) => formula switch
    {
        Operation { Sign: '*', Right: Constant { Value: 100 } } product => product.Left,
        Operation { Sign: '*', Left: Constant { Value: 100 } } product => product.Right,
        Operation { Sign: '*' or '/' } operation when WithoutHundred(operation.Left) is { } left => operation with { Left = left },
        _ => null,
    };
}

/// <summary>Common measures: read once from measures.txt, where its form is explained.</summary>
public sealed class Measures
{
    private readonly PhraseTable<Measure> _phrases = new();
    private readonly Dictionary<string, Measure> _byName = [];

    public IReadOnlyCollection<Measure> All => [.. _byName.Values.Distinct()];

    private readonly FormulaReader _reader;

    private Measures(IEnumerable<string> lines, Lexicon lexicon)
    {
        _reader = new FormulaReader(lexicon);
        foreach (var line in lines)
        {
            var sides = line.Split('=', 2, StringSplitOptions.TrimEntries);
            var parts = sides[1].Split(':', StringSplitOptions.TrimEntries);
            var spelled = sides[0].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Add(spelled, parts[0], parts.Length > 1 ? Snake.Parse<MeasureKind>(parts[1]) : MeasureKind.Money);
        }
    }

    public static Measures Default { get; } = Read(Lexicon.Default);

    /// <summary>Over another lexicon, for further ones to be added.</summary>
    internal static Measures Read(Lexicon lexicon) => new(Resource.Lines("measures.txt"), lexicon);

    internal void Add(IReadOnlyList<string> names, string formula, MeasureKind kind)
    {
        var read = _reader.Read(formula) ?? throw new FormatException($"{names[0]} = {formula}");
        var measure = new Measure(names[0], Measure.Plain(read, kind), kind);
        foreach (var name in names)
        {
            _phrases.Add(Terms.Cut(name), measure);
            _byName.TryAdd(name, measure);
        }
    }

    public IEnumerable<PhraseMatch<Measure>> Find(IReadOnlyList<string> terms) => _phrases.Find(terms);

    /// <summary>Whether it is the whole name of one.</summary>
    public bool Has(string name) => _byName.ContainsKey(name) || (Terms.Cut(name) is { Count: > 0 } terms
        && Find(terms).Any(match => match.Length == terms.Count));

    /// <summary>All that may be looked up to work it out.</summary>
    public IReadOnlyList<Concept> Needed(Formula formula)
    {
        var needed = new HashSet<Concept>();
        var left = new Stack<Formula>([formula]);
        while (left.TryPop(out var next))
        {
            foreach (var concept in next.Operands.Select(operand => operand.Concept).Where(needed.Add))
            {
                if (Find(concept) is { } made)
                {
                    left.Push(made.Formula);
                }
            }
        }
        return [.. needed];
    }

    /// <summary>Whether it is an amount under each of its names: EBITDA is none, for what is adjusted is another.</summary>
    public bool IsAmount(Concept concept) => Find(concept) is { Kind: MeasureKind.Money } measure
        && concept.Phrases.All(phrase => Find(phrase).Any(match => match.Value == measure && match.Length == phrase.Count));

    /// <summary>How what is no row of its own is made of others; null where that is not known.</summary>
    public Measure? Find(Concept concept) => _byName.GetValueOrDefault(concept.Name);
}
