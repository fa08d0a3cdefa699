using Orleans;

namespace Preciso.Documents;

/// <summary>The document types of a tenant: those that are built in, and its own, which may replace them.</summary>
public interface IDocumentTypes
{
    /// <summary>What is in use, and drafts beside it.</summary>
    Task<IReadOnlyList<DocumentTypeView>> List(Caller caller, CancellationToken cancel);

    Task<DocumentTypeView> Get(Caller caller, string key, CancellationToken cancel);

    /// <summary>Every version that there was, newest first.</summary>
    Task<IReadOnlyList<DocumentTypeVersion>> Versions(Caller caller, string key, CancellationToken cancel);

    /// <summary>
    /// What a type that is not published yet would find and say about documents that the caller may read. Nothing is written.
    /// </summary>
    /// <param name="documents">At most 20; null for the latest ones of the type.</param>
    Task<IReadOnlyList<TypeTrial>> Try(Caller caller, DocumentType type, IReadOnlyList<Guid>? documents, CancellationToken cancel);
}

/// <param name="Published">What documents are read by now; null if it was never published.</param>
/// <param name="Version">Of the published one; 0 for what is built in.</param>
/// <param name="Draft">What is being worked on; null for nothing.</param>
/// <param name="DraftVersion">To be named by who saves the draft or publishes it.</param>
public sealed record DocumentTypeView(
    string Key, DocumentType? Published, int Version, DocumentType? Draft, int? DraftVersion, bool IsBuiltIn);

public sealed record DocumentTypeVersion(int Version, bool IsDraft, string? SavedBy, DateTimeOffset SavedAt, DateTimeOffset? PublishedAt);

public sealed record TypeTrial(
    Guid DocumentId, string Filename, double TypeConfidence, IReadOnlyList<DocumentField> Fields, IReadOnlyList<FieldCheck> Checks);

/// <summary>A tenant's document type. Its key is <c>{tenant id}:{type key}</c>. For administrators.</summary>
[Alias("preciso.document_types")]
public interface IDocumentTypeGrain : IGrain
{
    /// <summary>
    /// Saves a draft; refused as changed meanwhile if somebody else saved it since the version that is named (null: there was none).
    /// </summary>
    [Alias("document_types.save_draft")]
    Task<DocumentTypeView> SaveDraft(SaveDocumentType command);

    /// <summary>From now on documents are read by the draft.</summary>
    [Alias("document_types.publish")]
    Task<DocumentTypeView> Publish(PublishDocumentType command);

    [Alias("document_types.discard_draft")]
    Task<DocumentTypeView> DiscardDraft(DiscardDocumentType command);
}

public sealed record SaveDocumentType(DocumentType Type, int? DraftVersion);

public sealed record PublishDocumentType(int DraftVersion);

public sealed record DiscardDocumentType(int DraftVersion);
