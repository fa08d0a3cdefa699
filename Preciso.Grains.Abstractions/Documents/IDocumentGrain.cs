namespace Preciso.Documents;

/// <summary>A file and what became of it. Its key is the document id.</summary>
public interface IDocumentGrain : IGrain
{
    /// <summary>
    /// Makes the document known and enqueues its ingest job. The same bytes from the same person again answer with the
    /// document that is there already, and change nothing.
    /// </summary>
    Task<UploadedDocument> Register(RegisterDocument command);

    /// <summary>The ingest job has begun, or has begun again after its worker died.</summary>
    Task<DocumentView> BeginReading(BeginReading command);

    Task<DocumentView> RecordPages(RecordPages command);

    /// <summary>Its pages were read by an earlier attempt; what follows has begun.</summary>
    Task<DocumentView> BeginIndexing(BeginIndexing command);

    Task<DocumentView> CompleteIndexing(CompleteIndexing command);

    Task<DocumentView> SendToReview(SendToReview command);

    /// <summary>Its job ended without a result: said when that is so, and nothing otherwise.</summary>
    Task<DocumentView> FailIngest(FailIngest command);

    /// <summary>Reads a failed or doubtful document again, as a new job.</summary>
    Task<UploadedDocument> Retry(RetryDocument command);

    Task<DocumentView> Share(ShareDocument command);

    Task<DocumentView> Unshare(UnshareDocument command);

    Task<DocumentView> Delete(DeleteDocument command);
}

/// <param name="Space">A label by which people group their files; null for none.</param>
/// <param name="ExpectedFields">What the uploader says the document must contain, by field name.</param>
public sealed record RegisterDocument(
    string Filename, string MediaType, long Size, byte[] Sha256, string? Space, IReadOnlyDictionary<string, string>? ExpectedFields);

/// <summary>Worker commands name the job and its attempt: a worker that lost its lease is refused.</summary>
public sealed record BeginReading(Guid JobId, int Attempt);

public sealed record RecordPages(Guid JobId, int Attempt, int Pages, DocumentQuality Quality);

public sealed record BeginIndexing(Guid JobId, int Attempt);

public sealed record CompleteIndexing(Guid JobId, int Attempt, int Chunks);

public sealed record SendToReview(Guid JobId, int Attempt, string Code, string Detail);

public sealed record FailIngest(Guid JobId, string Code, string Detail);

public sealed record RetryDocument;

/// <summary>Exactly one of user and team.</summary>
public sealed record ShareDocument(Guid? UserId, Guid? TeamId, SharePermission Permission);

public sealed record UnshareDocument(Guid? UserId, Guid? TeamId);

public sealed record DeleteDocument;

public enum SharePermission
{
    /// <summary>May read it and have answers from it.</summary>
    Read,

    /// <summary>May also share it on.</summary>
    Share,
}

/// <summary>The answer to an upload; <see cref="DuplicateOf"/> names the first document when the file was there already.</summary>
public sealed record UploadedDocument(Guid DocumentId, Guid JobId, DocumentState Status, Guid? DuplicateOf = null);

/// <summary>How well a document was read.</summary>
/// <param name="Confidence">Mean over the pages that have text, 0 to 1; null if none has.</param>
public sealed record DocumentQuality(double? Confidence, int TextLayerPages, int OcrPages, int PlainTextPages, int EmptyPages);

/// <summary>Why a document failed or needs a person.</summary>
public sealed record DocumentProblem(string Code, string Detail);

/// <param name="JobId">The latest ingest job.</param>
/// <param name="Pages">Null until read.</param>
/// <param name="Chunks">Null until indexed.</param>
/// <param name="Error">Set while failed or in review.</param>
public sealed record DocumentView(
    Guid Id,
    string Filename,
    string MediaType,
    long Size,
    string Sha256,
    string? Space,
    Guid OwnerId,
    DocumentState Status,
    Guid JobId,
    int? Pages,
    int? Chunks,
    DocumentQuality? Quality,
    DocumentProblem? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
