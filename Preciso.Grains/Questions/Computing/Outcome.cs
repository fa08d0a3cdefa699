namespace Preciso.Grains.Questions.Computing;

/// <summary>What came of a calculation over the figures of one document.</summary>
/// <param name="Periods">Those that it was worked out for, in order.</param>
/// <param name="Values">One for each of them; empty where a figure is missing.</param>
/// <param name="Missing">What was looked up and is not there, beside something that is.</param>
/// <param name="Zero">The figure that it would have been divided by.</param>
/// <param name="LastYear">The last that the document says something of: the newest of two filings says what holds.</param>
internal sealed record Outcome(
    Calculation Asked, IReadOnlyList<FiscalPeriod> Periods, IReadOnlyList<Computed> Values, IReadOnlyList<Operand> Missing, Figure? Zero,
    int? LastYear)
{
    public bool IsWhole => Values.Count > 0 || Zero is not null;

    /// <summary>Some of what it takes is there, and some is not.</summary>
    public bool IsShort => Asked.Formula is Operand asked
        ? Missing.Any(missing => missing.Concept != asked.Concept)
        : Missing.Count > 0 && Asked.Formula.Operands.Skip(1).Any();

    /// <summary>It is there, but of other times than the one asked about.</summary>
    public bool IsOfOtherTimes { get; init; }

    /// <summary>Whose it is; only where something is whole.</summary>
    public string Filename => (Zero ?? Values[0].Figures[0]).Filename;

    public bool IsSameAs(Outcome other) =>
        Zero is null == other.Zero is null && Periods.SequenceEqual(other.Periods)
        && Values.Select(value => value.Value).SequenceEqual(other.Values.Select(value => value.Value));
}
