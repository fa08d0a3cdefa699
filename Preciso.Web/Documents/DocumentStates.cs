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
}
