using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Computing;

/// <summary>
/// What a question says beside the figure that it names: of hardware, from AWS. Then the figure of the whole is no answer to it.
/// </summary>
/// <param name="names">Those of the question.</param>
/// <param name="own">Those of them that are the company's; the others are of whom it is compared with.</param>
internal sealed class OtherMatter(QuestionPlan plan, Calculation calculation, HashSet<string> names, HashSet<string> own)
{
    /// <summary>They narrow nothing.</summary>
    private static readonly HashSet<string> Neutral = [.. Terms.Cut(
        "financial here attributable shareholder stockholder common owner consolidated reported unadjusted balance annual recorded "
            + "standpoint total amount 연결 연간 총 전체 합계 규모 금액 수준 값")];

    private readonly bool _isThere = Words(plan, calculation).Except(names.SelectMany(Terms.Cut)).Any(term => !names.Contains(term));

    /// <param name="isCalled">Names that the document is not called by stand for a part of what it is about.</param>
    public bool IsIn(Func<string, bool> isCalled)
    {
        var latin = plan.Names.Where(own.Contains).ToList();
        var told = latin.Count(isCalled);
        return _isThere || (told > 0 && told < latin.Count);
    }

    private static IEnumerable<string> Words(QuestionPlan plan, Calculation calculation)
    {
        var concepts = calculation.Formula.Operands.Select(operand => operand.Concept).ToList();
        var own = Terms.Cut(calculation.Name).Concat(concepts.SelectMany(concept => Terms.Cut(concept.Name))).ToHashSet();
        return plan.KeyWords.Where(word => word.Concept is null || !concepts.Contains(word.Concept))
            .SelectMany(word => word.Terms).Where(term => !own.Contains(term) && !Neutral.Contains(term));
    }
}
