namespace Preciso.Documents;

/// <summary>Where a document stands.</summary>
public enum DocumentState
{
    /// <summary>Stored; its ingest job waits for a worker.</summary>
    Queued,

    /// <summary>Its pages are being read.</summary>
    Reading,

    /// <summary>Its text is being cut, embedded and indexed.</summary>
    Indexing,

    /// <summary>Answers may cite it.</summary>
    Ready,

    /// <summary>It was read, but a person has to look: no text, text too uncertain, numbers lost, or a rule broken.</summary>
    NeedsReview,

    /// <summary>A person decided that it is not to be used.</summary>
    Rejected,

    /// <summary>It could not be read; the reason is with it.</summary>
    Failed,

    /// <summary>Removed by someone: in no list and no answer.</summary>
    Deleted,
}
