using Preciso.Documents;

namespace Preciso.Grains.Documents;

public enum DocumentTrigger
{
    BeginReading,
    RecordPages,

    /// <summary>Its pages are read already, by an earlier attempt.</summary>
    BeginIndexing,
    CompleteIndexing,
    SendToReview,
    Fail,
    Retry,
    Delete,
    Approve,
    Reject,
    RequestChanges,
    RestoreReady,
    RestoreForReview,
    RestoreRejected,
    RestoreFailed,

    /// <summary>It had not been read to its end.</summary>
    RestoreUnread,
    Erase,
}

/// <summary>The life of a document. Pure: no clock, no I/O.</summary>
public static class DocumentLife
{
    public static readonly Transitions<DocumentState, DocumentTrigger> Table = new("document")
    {
        { DocumentState.Queued, DocumentTrigger.BeginReading, DocumentState.Reading },
        { DocumentState.Queued, DocumentTrigger.Fail, DocumentState.Failed },
        { DocumentState.Queued, DocumentTrigger.Delete, DocumentState.Deleted },

        { DocumentState.Reading, DocumentTrigger.BeginReading, DocumentState.Reading }, // its worker died: again from the start
        { DocumentState.Reading, DocumentTrigger.RecordPages, DocumentState.Indexing },
        { DocumentState.Reading, DocumentTrigger.SendToReview, DocumentState.NeedsReview }, // never silently empty
        { DocumentState.Reading, DocumentTrigger.Fail, DocumentState.Failed },
        { DocumentState.Reading, DocumentTrigger.Delete, DocumentState.Deleted },

        { DocumentState.Indexing, DocumentTrigger.BeginReading, DocumentState.Reading }, // its worker died
        { DocumentState.Indexing, DocumentTrigger.BeginIndexing, DocumentState.Indexing },
        { DocumentState.Indexing, DocumentTrigger.CompleteIndexing, DocumentState.Ready },
        { DocumentState.Indexing, DocumentTrigger.SendToReview, DocumentState.NeedsReview },
        { DocumentState.Indexing, DocumentTrigger.Fail, DocumentState.Failed },
        { DocumentState.Indexing, DocumentTrigger.Delete, DocumentState.Deleted },

        { DocumentState.Ready, DocumentTrigger.Retry, DocumentState.Queued },
        { DocumentState.Ready, DocumentTrigger.Delete, DocumentState.Deleted },
        { DocumentState.Ready, DocumentTrigger.Approve, DocumentState.Ready },
        { DocumentState.Ready, DocumentTrigger.Reject, DocumentState.Rejected },
        { DocumentState.Ready, DocumentTrigger.RequestChanges, DocumentState.NeedsReview },

        { DocumentState.NeedsReview, DocumentTrigger.Retry, DocumentState.Queued },
        { DocumentState.NeedsReview, DocumentTrigger.Delete, DocumentState.Deleted },
        { DocumentState.NeedsReview, DocumentTrigger.Approve, DocumentState.Ready },
        { DocumentState.NeedsReview, DocumentTrigger.Reject, DocumentState.Rejected },
        { DocumentState.NeedsReview, DocumentTrigger.RequestChanges, DocumentState.NeedsReview },

        { DocumentState.Rejected, DocumentTrigger.Retry, DocumentState.Queued },
        { DocumentState.Rejected, DocumentTrigger.Delete, DocumentState.Deleted },
        { DocumentState.Rejected, DocumentTrigger.RequestChanges, DocumentState.NeedsReview }, // thought better of

        { DocumentState.Failed, DocumentTrigger.BeginReading, DocumentState.Reading }, // its job was retried
        { DocumentState.Failed, DocumentTrigger.BeginIndexing, DocumentState.Indexing },
        { DocumentState.Failed, DocumentTrigger.Retry, DocumentState.Queued },
        { DocumentState.Failed, DocumentTrigger.Delete, DocumentState.Deleted },

        { DocumentState.Deleted, DocumentTrigger.RestoreReady, DocumentState.Ready }, // as it was when it was deleted
        { DocumentState.Deleted, DocumentTrigger.RestoreForReview, DocumentState.NeedsReview },
        { DocumentState.Deleted, DocumentTrigger.RestoreRejected, DocumentState.Rejected },
        { DocumentState.Deleted, DocumentTrigger.RestoreFailed, DocumentState.Failed },
        { DocumentState.Deleted, DocumentTrigger.RestoreUnread, DocumentState.Queued },
        { DocumentState.Deleted, DocumentTrigger.Erase, DocumentState.Deleted },
    };

    /// <summary>How it comes back that was deleted in this state.</summary>
    public static DocumentTrigger Restoring(DocumentState from) => from switch
    {
        DocumentState.Ready => DocumentTrigger.RestoreReady,
        DocumentState.NeedsReview => DocumentTrigger.RestoreForReview,
        DocumentState.Rejected => DocumentTrigger.RestoreRejected,
        DocumentState.Failed => DocumentTrigger.RestoreFailed,
        _ => DocumentTrigger.RestoreUnread,
    };
}
