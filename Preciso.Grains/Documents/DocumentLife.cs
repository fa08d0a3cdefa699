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

        { DocumentState.Ready, DocumentTrigger.Delete, DocumentState.Deleted },

        { DocumentState.NeedsReview, DocumentTrigger.Retry, DocumentState.Queued },
        { DocumentState.NeedsReview, DocumentTrigger.Delete, DocumentState.Deleted },

        { DocumentState.Failed, DocumentTrigger.BeginReading, DocumentState.Reading }, // its job was retried
        { DocumentState.Failed, DocumentTrigger.BeginIndexing, DocumentState.Indexing },
        { DocumentState.Failed, DocumentTrigger.Retry, DocumentState.Queued },
        { DocumentState.Failed, DocumentTrigger.Delete, DocumentState.Deleted },
    };
}
