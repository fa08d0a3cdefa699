using System.Globalization;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Computing;

/// <summary>A formula with the figures in it, worked out.</summary>
/// <param name="Text">The formula as it was worked out, with the figures as printed.</param>
/// <param name="Figures">Each once, from left to right.</param>
/// <param name="Currency">Null for a ratio, and where no document says one.</param>
internal sealed record Computed(decimal Value, string Text, IReadOnlyList<Figure> Figures, string? Currency)
{
    /// <summary>It binds tighter than any sign beside it.</summary>
    public bool IsOne { get; init; } = true;

    public bool IsMoney { get; init; }

    /// <summary>The document says whether these are thousands or millions; without that, an amount fits only others without.</summary>
    public bool IsScaled => Figures.Any(figure => figure.ScalePrinted is { Length: > 0 });
}

/// <summary>Works formulas out over figures; what is no row of its own is made of others where that is known.</summary>
internal sealed class Calculator(Figures figures, Measures measures)
{
    /// <summary>What goes out is printed with a minus in some statements and without in others; it is its size that is meant.</summary>
    private static readonly HashSet<string> Outflows =
    [
        "capital expenditures", "dividends paid", "share repurchases", "cost of sales", "interest expense", "research and development",
        "sg&a",
    ];

    private const int DeepestMeasure = 4;
    private static readonly char[] Minus = ['(', ')', '-', '−', '–', '△', '▲', ' '];

    private readonly HashSet<Operand> _missing = [];

    public bool DividesByZero { get; private set; }

    public bool HasFound { get; private set; }

    /// <summary>What was looked up and is not there.</summary>
    public IReadOnlyCollection<Operand> Missing => _missing;

    /// <summary>Null where it cannot be: a figure is missing, it would be divided by zero, or currencies or sizes do not fit.</summary>
    public Computed? Work(Formula formula)
    {
        try
        {
            return Work(formula, 0);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private Computed? Work(Formula formula, int depth) => formula switch
    {
        Constant { Value: var value } => new Computed(value, Number(value), [], null),
        Operand operand => Look(operand, depth),
        Average average => Mean(average, depth),
        Operation operation => Combine(operation.Sign, Work(operation.Left, depth), Work(operation.Right, depth)),
        _ => null,
    };

    private Computed? Look(Operand operand, int depth)
    {
        if (figures.Find(operand.Concept, operand.Period!.Value) is { } figure)
        {
            HasFound = true;
            var isOutflow = figure.Value < 0 && Outflows.Contains(operand.Concept.Name);
            var (amount, text) = isOutflow ? (-figure.Amount, figure.Printed.Trim(Minus)) : (figure.Amount, figure.Printed);
            return new Computed(amount, text, [figure], figure.Currency) { IsMoney = true };
        }
        if (depth < DeepestMeasure && measures.Find(operand.Concept) is { } measure)
        {
            return Work(measure.Formula.In(operand.Period.Value), depth + 1);
        }
        _missing.Add(operand);
        return null;
    }

    private Computed? Mean(Average average, int depth)
    {
        var sum = average.Of.Select(part => Work(part, depth)).Aggregate((a, b) => Combine('+', a, b));
        return sum is null
            ? null
            : sum with { Value = sum.Value / average.Of.Count, Text = $"{Grouped(sum)} ÷ {average.Of.Count}", IsOne = false };
    }

    private Computed? Combine(char sign, Computed? left, Computed? right)
    {
        if (left is null || right is null)
        {
            return null;
        }
        if (left.IsMoney && right.IsMoney && !Fit(left, right))
        {
            return null;
        }
        if (sign == '/' && right.Value == 0)
        {
            DividesByZero = true;
            return null;
        }
        var value = sign switch
        {
            '+' => left.Value + right.Value,
            '-' => left.Value - right.Value,
            '*' => left.Value * right.Value,
            _ => left.Value / right.Value,
        };
        var isMoney = sign is '+' or '-' ? left.IsMoney || right.IsMoney : left.IsMoney != right.IsMoney && (sign == '*' || left.IsMoney);
        return new Computed(
            value, Join(sign, left, right), [.. left.Figures.Concat(right.Figures).Distinct()],
            isMoney ? left.Currency ?? right.Currency : null)
        {
            IsOne = false,
            IsMoney = isMoney,
        };
    }

    private static bool Fit(Computed left, Computed right) =>
        left.IsScaled == right.IsScaled && (left.Currency is null || right.Currency is null || left.Currency == right.Currency);

    private static string Join(char sign, Computed left, Computed right) => sign switch
    {
        '+' => $"{left.Text} + {right.Text}",
        '-' => $"{left.Text} − {Grouped(right)}",
        '*' => $"{Grouped(left)} × {Grouped(right)}",
        _ => $"{Grouped(left)} ÷ {Grouped(right)}",
    };

    private static string Grouped(Computed part) => part.IsOne ? part.Text : $"({part.Text})";

    private static string Number(decimal value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
