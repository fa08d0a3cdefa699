using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Computing;

/// <summary>How a number is made of others.</summary>
public abstract record Formula
{
    /// <summary>All that stands in it, each once, from left to right.</summary>
    public IEnumerable<Operand> Operands => All().Distinct();

    /// <summary>The same where what has no time of its own is of this one.</summary>
    public abstract Formula In(FiscalPeriod period);

    public abstract IEnumerable<Operand> All();
}

/// <summary>A number as it stands.</summary>
public sealed record Constant(decimal Value) : Formula
{
    public override Formula In(FiscalPeriod period) => this;

    public override IEnumerable<Operand> All() => [];
}

/// <summary>What a document states.</summary>
/// <param name="Period">Null for the one that is asked about.</param>
/// <param name="Offset">Years from that one: -1 is the year before.</param>
public sealed record Operand(Concept Concept, FiscalPeriod? Period = null, int Offset = 0) : Formula
{
    public override Formula In(FiscalPeriod period) =>
        Period is null ? this with { Period = period.Before(-Offset), Offset = 0 } : this;

    public override IEnumerable<Operand> All() => [this];
}

/// <param name="Sign">One of + - * /.</param>
public sealed record Operation(char Sign, Formula Left, Formula Right) : Formula
{
    public override Formula In(FiscalPeriod period) => this with { Left = Left.In(period), Right = Right.In(period) };

    public override IEnumerable<Operand> All() => Left.All().Concat(Right.All());
}

public sealed record Average(IReadOnlyList<Formula> Of) : Formula
{
    public override Formula In(FiscalPeriod period) => new Average([.. Of.Select(part => part.In(period))]);

    public override IEnumerable<Operand> All() => Of.SelectMany(part => part.All());
}
