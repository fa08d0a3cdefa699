using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Computing;

/// <summary>What a measure is counted in.</summary>
public enum MeasureKind
{
    Money,
    Percent,
    Times,
    Days,
}

/// <param name="Name">As measures.txt calls it first.</param>
public sealed record Measure(string Name, Formula Formula, MeasureKind Kind);

/// <summary>Common measures: read once from measures.txt, where its form is explained.</summary>
public sealed class Measures
{
    private readonly PhraseTable<Measure> _phrases = new();
    private readonly Dictionary<string, Measure> _byName = [];

    public IReadOnlyCollection<Measure> All => [.. _byName.Values.Distinct()];

    private Measures(IEnumerable<string> lines)
    {
        var reader = new FormulaReader(Lexicon.Default);
        foreach (var line in lines)
        {
            var sides = line.Split('=', 2, StringSplitOptions.TrimEntries);
            var parts = sides[1].Split(':', StringSplitOptions.TrimEntries);
            var spelled = sides[0].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var measure = new Measure(
                spelled[0],
                reader.Read(parts[0]) ?? throw new FormatException($"measures.txt: {line}"),
                parts.Length > 1 ? Snake.Parse<MeasureKind>(parts[1]) : MeasureKind.Money);
            foreach (var name in spelled)
            {
                _phrases.Add(Terms.Cut(name), measure);
                _byName.TryAdd(name, measure);
            }
        }
    }

    public static Measures Default { get; } = new(Resource.Lines("measures.txt"));

    public IEnumerable<PhraseMatch<Measure>> Find(IReadOnlyList<string> terms) => _phrases.Find(terms);

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

    /// <summary>How what is no row of its own is made of others; null where that is not known.</summary>
    public Measure? Find(Concept concept) => _byName.GetValueOrDefault(concept.Name);
}
