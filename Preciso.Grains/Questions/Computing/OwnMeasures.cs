using System.Text.RegularExpressions;
using Preciso.Grains.Questions.Planning;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>What a tenant may add to the common measures: figures that are known, under names that are free.</summary>
public static partial class OwnMeasures
{
    /// <summary>How it would be understood below these others, which are in order and have to be understood themselves.</summary>
    public static MeasureReading Check(OwnMeasure measure, IReadOnlyList<OwnMeasure> above)
    {
        var known = Vocabulary.With([.. above.Select(Tidy)], Require);
        var own = Tidy(measure);
        return Flaw(own, known) is { } flaw
            ? new(null, null, flaw)
            : new(Write(own, known, korean: true), Write(own, known, korean: false));
    }

    /// <summary>All of them as they are kept; the first that is not understood is refused.</summary>
    public static IReadOnlyList<OwnMeasure> Require(IReadOnlyList<OwnMeasure> measures)
    {
        if (measures.Count > MeasureList.Most)
        {
            throw new ProblemException(ProblemKind.Invalid, "measures_too_many", $"At most {MeasureList.Most} measures.");
        }
        var tidy = measures.Select(Tidy).ToList();
        Vocabulary.With(tidy, Require);
        return tidy;
    }

    private static void Require(OwnMeasure measure, Vocabulary known)
    {
        if (Flaw(measure, known) is { } flaw)
        {
            throw new ProblemException(
                ProblemKind.Invalid, $"measure_{Snake.Case(flaw.Kind)}",
                $"Measure \"{(measure.Names is [var name, ..] ? name : measure.Formula)}\": {Describe(flaw)}");
        }
    }

    public static bool AreSame(IReadOnlyList<OwnMeasure> one, IReadOnlyList<OwnMeasure> other) => one.Count == other.Count
        && one.Zip(other).All(pair => pair.First.Names.SequenceEqual(pair.Second.Names)
            && (pair.First.Formula, pair.First.Kind) == (pair.Second.Formula, pair.Second.Kind));

    private static OwnMeasure Tidy(OwnMeasure? measure)
    {
        if (measure is not { Names: not null, Formula: not null })
        {
            throw new ProblemException(ProblemKind.Invalid, "measure_missing", "Give each measure its names, formula and kind.");
        }
        var names = measure.Names.Select(name => Spaces().Replace(name ?? "", " ").Trim()).Where(name => name.Length > 0);
        return measure with { Names = [.. names], Formula = Spaces().Replace(measure.Formula, " ").Trim() };
    }

    private static MeasureFlaw? Flaw(OwnMeasure measure, Vocabulary known) => FlawOfNames(measure, known) ?? FlawOfFormula(measure, known);

    private static MeasureFlaw? FlawOfNames(OwnMeasure measure, Vocabulary known)
    {
        var names = measure.Names;
        return names.Count == 0 ? new(MeasureFlawKind.NameMissing, "")
            : names.Count > OwnMeasure.MostNames ? new(MeasureFlawKind.NamesTooMany, "")
            : names.FirstOrDefault(name => !IsUsable(name)) is { } unusable ? new(MeasureFlawKind.NameUnusable, unusable)
            : names.FirstOrDefault(known.Knows) is { } taken ? new(MeasureFlawKind.NameTaken, taken)
            : names.GroupBy(name => string.Join(' ', Terms.Cut(name))).FirstOrDefault(same => same.Count() > 1) is { } twice
                ? new(MeasureFlawKind.NameTaken, twice.First())
            : null;
    }

    private static bool IsUsable(string name) => name.Length <= OwnMeasure.LongestName && Usable().IsMatch(name)
        && Terms.Cut(name) is { Count: > 0 } terms
        && !terms.TrueForAll(term => WordList.Stop.HasTerm(term) || WordList.Weak.HasTerm(term) || term.All(char.IsDigit));

    private static MeasureFlaw? FlawOfFormula(OwnMeasure measure, Vocabulary known)
    {
        var formula = measure.Formula;
        return formula.Length == 0 ? new(MeasureFlawKind.FormulaMissing, "")
            : formula.Length > OwnMeasure.LongestFormula ? new(MeasureFlawKind.FormulaTooLong, "")
            : !IsBalanced(formula) ? new(MeasureFlawKind.BracketsUnbalanced, "")
            : FormulaReader.Names(formula).FirstOrDefault(name => !known.Knows(name)) is { } unknown
                ? new(MeasureFlawKind.FigureUnknown, unknown)
            : formula.AsSpan().ContainsAny('=', ':', '#') || known.Formulas.Read(formula) is not { } read
                ? new(MeasureFlawKind.FormulaUnreadable, "")
            : !read.Operands.Any() ? new(MeasureFlawKind.WithoutFigures, "")
            : null;
    }

    private static bool IsBalanced(string formula)
    {
        var open = 0;
        foreach (var sign in formula)
        {
            open += sign switch { '(' => 1, ')' => -1, _ => 0 };
            if (open < 0)
            {
                return false;
            }
        }
        return open == 0;
    }

    private static string Write(OwnMeasure measure, Vocabulary known, bool korean) =>
        new FormulaText(korean).Write(Measure.Plain(known.Formulas.Read(measure.Formula)!, measure.Kind));

    private static string Describe(MeasureFlaw flaw) => flaw.Kind switch
    {
        MeasureFlawKind.NameMissing => "Give it a name.",
        MeasureFlawKind.NameUnusable =>
            $"\"{flaw.What}\" cannot be a name. Use up to {OwnMeasure.LongestName} letters, digits, spaces and & % / - . ( ).",
        MeasureFlawKind.NameTaken => $"\"{flaw.What}\" is the name of a figure or measure already. Choose another.",
        MeasureFlawKind.NamesTooMany => $"At most {OwnMeasure.MostNames} names.",
        MeasureFlawKind.FormulaMissing => "Write a formula, for example: operating income / revenue.",
        MeasureFlawKind.FormulaTooLong => $"A formula has at most {OwnMeasure.LongestFormula} characters.",
        MeasureFlawKind.BracketsUnbalanced => "A bracket is missing: each ( needs its ).",
        MeasureFlawKind.FigureUnknown => $"\"{flaw.What}\" is neither a known figure nor a measure that stands above this one.",
        MeasureFlawKind.WithoutFigures => "Name at least one figure, for example revenue.",
        _ => "The formula cannot be read. Join figures by + - * / and brackets.",
    };

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[\p{L}\p{N} &%/.()\-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Usable();
}
