using Preciso.Evaluations;
using Preciso.Questions;

namespace Preciso.Grains.Evaluations;

/// <summary>A case as its owner may see it now.</summary>
internal static class CaseViews
{
    /// <param name="visible">The documents that its owner may read. What stands on another one is not shown any more.</param>
    public static CaseView From(CaseRevision found, IReadOnlyDictionary<Guid, string> visible)
    {
        var places = found.Places.Where(place => visible.ContainsKey(place.DocumentId)).ToList();
        var isWithheld = places.Count < found.Places.Count || found.Within?.All(visible.ContainsKey) == false;
        var state = isWithheld ? CaseState.Withheld : found.Expectation.IsSaid ? CaseState.Ready : CaseState.NeedsAnswer;
        return new CaseView(
            found.CaseId, found.Question, state, isWithheld ? null : found.Expected, isWithheld ? [] : found.ExpectedValues,
            [.. places.Select(place => new CasePlace(place.DocumentId, visible[place.DocumentId], place.Pages))],
            found.Tags, found.Required, found.Unanswerable,
            found.Within?.Where(visible.ContainsKey).Select(document => new AskedDocument(document, visible[document])).ToList(),
            found.AskedScope);
    }
}
