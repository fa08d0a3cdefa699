using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>What kind of answer is wanted.</summary>
public enum AnswerShape
{
    /// <summary>What it is.</summary>
    Value,

    /// <summary>By how much it changed.</summary>
    Change,

    /// <summary>Whether it rose, or fell.</summary>
    Direction,

    /// <summary>Whether it is above nothing.</summary>
    Sign,

    /// <summary>What it is in each of several years.</summary>
    Series,
}

/// <summary>In what a result is said.</summary>
/// <param name="Scale">By what an amount is divided: 1000000 for millions; null as the documents print it.</param>
/// <param name="Decimals">To round to; null where nothing is said.</param>
public sealed record Wish(decimal? Scale, int? Decimals, bool Percent);

/// <summary>What a question wants computed.</summary>
/// <param name="Name">What it is called, in the question's own words.</param>
/// <param name="Formula">Of the period that is asked about.</param>
/// <param name="Periods">In order; empty for the latest year that there is.</param>
/// <param name="Rise">For a direction: whether the question asks for a rise, or for a fall.</param>
public sealed record Calculation(
    AnswerShape Shape, string Name, Formula Formula, MeasureKind Kind, IReadOnlyList<FiscalPeriod> Periods, Wish Wish, bool Rise = true)
{
    /// <summary>Of several companies, whose is more.</summary>
    public bool AsksWhich { get; init; }

    /// <summary>The question says itself how it is computed.</summary>
    public bool IsDefined { get; init; }
}
