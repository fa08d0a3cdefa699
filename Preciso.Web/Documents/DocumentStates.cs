using Preciso.Documents;

namespace Preciso.Web.Documents;

public static class DocumentStates
{
    /// <summary>All that a list can show, in the order of a document's life.</summary>
    public static readonly DocumentState[] Shown = [.. Enum.GetValues<DocumentState>().Where(state => state != DocumentState.Deleted)];

    /// <summary>A worker has it, or will.</summary>
    public static bool IsUnderWay(this DocumentState state) =>
        state is DocumentState.Queued or DocumentState.Reading or DocumentState.Indexing;

    public static bool CanRetry(this DocumentState state) => state is DocumentState.Failed or DocumentState.NeedsReview;

    /// <summary>With another document type, or because a person thought better of it.</summary>
    public static bool CanReadAgain(this DocumentState state) => state is DocumentState.Ready or DocumentState.Rejected || state.CanRetry();

    /// <summary>There is something that the caller may correct or decide.</summary>
    public static bool CanReview(this DocumentDetail detail) =>
        (detail.CanCorrect || detail.CanDecide)
            && detail.Document.Status is (DocumentState.NeedsReview or DocumentState.Ready or DocumentState.Rejected);
}
