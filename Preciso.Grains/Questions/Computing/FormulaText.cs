using System.Globalization;

namespace Preciso.Grains.Questions.Computing;

/// <summary>A formula as people read it: 영업이익 ÷ 매출액.</summary>
internal sealed class FormulaText(bool korean)
{
    public string Write(Formula formula) => formula switch
    {
        Constant { Value: var value } => value.ToString(CultureInfo.InvariantCulture),
        Operand { Offset: 0 } operand => operand.Concept.Named(korean),
        Operand operand => korean ? $"전년 {operand.Concept.Named(korean)}" : $"{operand.Concept.Named(korean)} of the year before",
        Average average => korean
            ? $"평균({string.Join(", ", average.Of.Select(Write))})"
            : $"average of ({string.Join(", ", average.Of.Select(Write))})",
        Operation operation => $"{Left(operation)} {Sign(operation.Sign)} {Right(operation)}",
        _ => throw new ArgumentOutOfRangeException(nameof(formula)),
    };

    private string Left(Operation operation) =>
        operation.Left is Operation left && Binds(left.Sign) < Binds(operation.Sign) ? $"({Write(left)})" : Write(operation.Left);

    /// <summary>Behind a minus or a division, what is of the same rank belongs together too.</summary>
    private string Right(Operation operation) =>
        operation.Right is Operation right
            && (Binds(right.Sign) < Binds(operation.Sign) || (Binds(right.Sign) == Binds(operation.Sign) && operation.Sign is '-' or '/'))
            ? $"({Write(right)})"
            : Write(operation.Right);

    private static int Binds(char sign) => sign is '*' or '/' ? 1 : 0;

    private static char Sign(char sign) => sign switch { '*' => '×', '/' => '÷', '-' => '−', _ => sign };
}
