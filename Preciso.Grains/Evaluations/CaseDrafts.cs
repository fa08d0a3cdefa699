using Preciso.Evaluations;
using Preciso.Grains.Evaluations.Judging;

namespace Preciso.Grains.Evaluations;

/// <summary>What a case may be. Pure.</summary>
internal static class CaseDrafts
{
    public const int MostOfEach = 20;
    private const int LongestWord = 100;

    /// <summary>As it is kept: without spaces around, nothing twice, nothing empty.</summary>
    public static CaseDraft Check(CaseDraft draft)
    {
        var checkedDraft = draft with
        {
            Question = draft.Question.Trim(),
            Expected = string.IsNullOrWhiteSpace(draft.Expected) ? null : draft.Expected.Trim(),
            Values = Words(draft.Values),
            Tags = Words(draft.Tags),
            Evidence = [.. (draft.Evidence ?? []).GroupBy(place => place.DocumentId).Select(Merge)],
            Within = draft.Within is { Count: > 0 } within ? [.. within.Distinct().Order()] : null,
        };
        Demand(checkedDraft.Question.Length is > 0 and <= CaseDraft.LongestQuestion,
            "case_question_invalid", $"A case's question has 1 to {CaseDraft.LongestQuestion} characters.");
        Demand(checkedDraft.Expected is not { Length: > CaseDraft.LongestExpected },
            "case_expected_too_long", $"An expected answer has at most {CaseDraft.LongestExpected} characters.");
        Demand(checkedDraft.Values!.All(value => PrintedFigure.Find(value) is not null),
            "case_value_invalid", "An expected value is a figure as it is printed, for example 8.74, 12.3% or 27,213백만원.");
        Demand(!checkedDraft.Unanswerable || new Expectation(
                "", checkedDraft.Expected, checkedDraft.Values!, checkedDraft.Evidence!, false) is { IsSaid: false },
            "case_contradicts_itself", "A question that has no answer has no expected answer, values or places either.");
        checkedDraft.Scope?.RequireOrder();
        RequireFew(checkedDraft);
        return checkedDraft;
    }

    private static void RequireFew(CaseDraft draft)
    {
        var words = draft.Values!.Concat(draft.Tags!).ToList();
        int[] counts =
        [
            draft.Values!.Count, draft.Tags!.Count, draft.Evidence!.Count, draft.Within?.Count ?? 0, draft.Scope?.SpaceIds?.Count ?? 0,
            draft.Scope?.Types?.Count ?? 0,
        ];
        Demand(counts.Max() <= MostOfEach
            && words.All(word => word.Length <= LongestWord) && draft.Evidence!.All(place => place.Pages.Count <= LongestWord),
            "case_too_large",
            $"A case has at most {MostOfEach} values, tags, documents, spaces and types, of {LongestWord} characters or pages each.");
        Demand(draft.Evidence!.All(place => place.Pages.All(page => page > 0)), "case_page_invalid", "Pages count from 1.");
    }

    private static CasePages Merge(IGrouping<Guid, CasePages> places) =>
        new(places.Key, [.. places.SelectMany(place => place.Pages).Distinct().Order()]);

    private static IReadOnlyList<string> Words(IReadOnlyList<string>? words) =>
        [.. (words ?? []).Select(word => word.Trim()).Where(word => word.Length > 0).Distinct()];

    private static void Demand(bool holds, string code, string detail)
    {
        if (!holds)
        {
            throw new ProblemException(ProblemKind.Invalid, code, detail);
        }
    }
}
