using Preciso.Evaluations;
using Preciso.Grains.Evaluations.Judging;

namespace Preciso.Grains.Evaluations;

/// <summary>What came of one case in one run, as the database has it, beside what came of it in the baseline.</summary>
internal sealed class ResultRow
{
    public Guid CaseId { get; init; }
    public required string Question { get; init; }
    public bool Required { get; init; }
    public bool HasPlace { get; init; }
    public Guid? AnswerId { get; init; }
    public bool IsRight { get; init; }
    public bool Answered { get; init; }
    public int? Rank { get; init; }
    public bool? Exact { get; init; }
    public bool? NumericMatch { get; init; }
    public bool? Abstained { get; init; }
    public bool? Faithful { get; init; }
    public double Milliseconds { get; init; }
    public bool? WasRight { get; init; }

    public Verdict ToVerdict() => new(IsRight, Answered, HasPlace, Rank, Exact, NumericMatch, Abstained, Faithful, Milliseconds);

    public CaseResult ToView() => new(
        CaseId, Question, Required, IsRight, AnswerId, Answered, Rank, Exact, NumericMatch, Abstained, Faithful, Milliseconds,
        (WasRight, IsRight) switch
        {
            (null, _) => null,
            (false, true) => CaseChange.Won,
            (true, false) => CaseChange.Lost,
            _ => CaseChange.Same,
        });
}
