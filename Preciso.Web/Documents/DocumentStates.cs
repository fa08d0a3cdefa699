using Preciso.Documents;
using Preciso.Web.Resources;

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

    /// <summary>How far it is, of a hundred; null where nobody knows: it waits, or its first page is being read.</summary>
    public static int? Percent(this VisibleDocument shown) => shown.Progress > 0 ? shown.Progress : null;

    /// <summary>
    /// What is being done with it, in one sentence. The state goes before the phase, which its worker tells a little later.
    /// </summary>
    public static string Doing(this VisibleDocument shown, Texts texts) => (shown.Document.Status, shown.Phase) switch
    {
        (_, "retrying") => texts["doing_retrying"],
        (DocumentState.Queued, _) => texts["doing_queued"],
        (DocumentState.Reading, _) => shown is DocumentDetail { PagesRead: > 0 and var pages } ? texts.Format("doing_pages", pages)
            : texts[shown.Progress == 0 ? "doing_first_page" : "doing_reading"],
        (_, "unpacking") => texts["doing_unpacking"],
        (_, "chunking" or "embedding" or "indexing") => texts["doing_indexing"],
        _ => texts["doing_extracting"],
    };
}
