namespace Preciso.Questions;

/// <summary>What a measure is counted in.</summary>
public enum MeasureKind
{
    Money,
    Percent,
    Times,
    Days,
}

/// <summary>A measure of a tenant's own beside those that everybody has.</summary>
/// <param name="Names">What it is called, in Korean and English; the first is its name.</param>
/// <param name="Formula">Figures and other measures, joined by + - * / and brackets: <c>영업이익 / 매출</c>.</param>
public sealed record OwnMeasure(IReadOnlyList<string> Names, string Formula, MeasureKind Kind)
{
    public const int MostNames = 10;
    public const int LongestName = 60;
    public const int LongestFormula = 300;
}

/// <param name="Version">0 where there was never one. To be named by who changes them.</param>
/// <param name="Items">A formula may use those above it.</param>
public sealed record MeasureList(int Version, IReadOnlyList<OwnMeasure> Items, string? ChangedBy = null, DateTimeOffset? ChangedAt = null)
{
    public const int Most = 200;
}

/// <summary>How a measure is understood, or why it is not.</summary>
/// <param name="Korean">Its formula in the words of the documents: <c>영업이익 ÷ 매출액</c>.</param>
/// <param name="English">The same in English.</param>
public sealed record MeasureReading(string? Korean, string? English, MeasureFlaw? Flaw = null);

/// <param name="What">The name or the figure that is meant; empty for the formula as a whole.</param>
public sealed record MeasureFlaw(MeasureFlawKind Kind, string What);

/// <summary>What is wrong with a measure.</summary>
public enum MeasureFlawKind
{
    NameMissing,

    /// <summary>A name has other signs than letters, digits, spaces and a few more, is too long, or says nothing.</summary>
    NameUnusable,

    /// <summary>A figure or a measure is called so already.</summary>
    NameTaken,
    NamesTooMany,
    FormulaMissing,
    FormulaTooLong,
    BracketsUnbalanced,

    /// <summary>Neither a figure that is known, nor a measure that stands above it.</summary>
    FigureUnknown,

    /// <summary>It has numbers only.</summary>
    WithoutFigures,
    FormulaUnreadable,
}
