using Orleans;
using Preciso.Jobs;

namespace Preciso.Documents;

/// <summary>A file and what became of it. Its key is the document id.</summary>
[Alias("preciso.documents")]
public interface IDocumentGrain : IGrain
{
    /// <summary>
    /// Makes the document known and enqueues its ingest job. The same bytes from the same person again answer with the
    /// document that is there already, and change nothing.
    /// </summary>
    [Alias("documents.register")]
    Task<UploadedDocument> Register(RegisterDocument command);

    /// <summary>
    /// The same bytes came again, from the same person. What could not be read, or whose reading was canceled, is read anew; otherwise the
    /// document stays as it is. What a person uploads by themselves is theirs from then on, whatever else it came in.
    /// </summary>
    [Alias("documents.upload_again")]
    Task<UploadedDocument> UploadAgain(UploadAgain command);

    /// <summary>The ingest job has begun, or has begun again after its worker died.</summary>
    [Alias("documents.begin_reading")]
    Task<DocumentView> BeginReading(BeginReading command);

    /// <summary>Its pages are read, by this attempt or an earlier one; what follows has begun.</summary>
    [Alias("documents.record_pages")]
    Task<DocumentView> RecordPages(RecordPages command);

    /// <summary>
    /// What was extracted and indexed is stored: answers may cite it from now on; or, if there is a doubt, once a person has approved it.
    /// </summary>
    [Alias("documents.complete_indexing")]
    Task<DocumentView> CompleteIndexing(CompleteIndexing command);

    [Alias("documents.send_to_review")]
    Task<DocumentView> SendToReview(SendToReview command);

    /// <summary>Its job ended without a result: said when that is so, and nothing otherwise.</summary>
    [Alias("documents.fail_ingest")]
    Task<DocumentView> FailIngest(FailIngest command);

    /// <summary>
    /// Corrects a field, or adds one that was not found. Refused as changed meanwhile, with the name of who did it, unless the
    /// version is the field's (0 for one that is not there). The checks are made again at once.
    /// </summary>
    [Alias("documents.correct_field")]
    Task<CorrectedField> CorrectField(CorrectField command);

    /// <summary>
    /// Corrects a cell of a table; the text that stands there already changes nothing. Refused as changed meanwhile unless the version is
    /// the cell's (0 for one that nobody has corrected). The checks are made again at once, the facts by a job that follows.
    /// </summary>
    [Alias("documents.correct_cell")]
    Task<CorrectedCell> CorrectCell(CorrectCell command);

    /// <summary>The job that follows a correction has made the facts again.</summary>
    [Alias("documents.record_facts")]
    Task<DocumentView> RecordFacts(RecordFacts command);

    /// <summary>For how long the caller has been at the review in one sitting; said again with more, and never with less.</summary>
    [Alias("documents.record_review_time")]
    Task<DocumentView> RecordReviewTime(RecordReviewTime command);

    /// <summary>Gives the review to a person, who may then read the file; null takes it from whoever has it.</summary>
    [Alias("documents.assign_review")]
    Task<DocumentView> AssignReview(AssignReview command);

    /// <summary>For reviewers: its words and numbers are right. Answers may cite it, and its data is used.</summary>
    [Alias("documents.approve")]
    Task<DocumentView> Approve(ApproveDocument command);

    /// <summary>For reviewers: it is not to be used, neither in answers nor as data.</summary>
    [Alias("documents.reject")]
    Task<DocumentView> Reject(RejectDocument command);

    /// <summary>For reviewers: somebody has to mend it first.</summary>
    [Alias("documents.request_changes")]
    Task<DocumentView> RequestChanges(RequestDocumentChanges command);

    /// <summary>Reads a document again, as a new job.</summary>
    [Alias("documents.retry")]
    Task<UploadedDocument> Retry(RetryDocument command);

    [Alias("documents.share")]
    Task<DocumentView> Share(ShareDocument command);

    [Alias("documents.unshare")]
    Task<DocumentView> Unshare(UnshareDocument command);

    /// <summary>Takes it out of every list and answer, and what came out of it along, by a job.</summary>
    [Alias("documents.delete")]
    Task<DocumentView> Delete(DeleteDocument command);

    /// <summary>
    /// Takes it out of the trash: what it was it is again, in every list and answer; what had not been read is read anew. For its owner.
    /// </summary>
    [Alias("documents.restore")]
    Task<DocumentView> Restore(RestoreDocument command);

    /// <summary>The one that it went with came back: it comes back too, unless it has by itself.</summary>
    [Alias("documents.restore_part")]
    Task<DocumentView> RestorePart(RestorePart command);

    /// <summary>Deletes what is in the trash for good: its file and all that was read from it go, by a job. For its owner.</summary>
    [Alias("documents.erase")]
    Task<DocumentView> Erase(EraseDocument command);

    /// <summary>Puts tags on it and takes others off. For its owner, and for reviewers who may read it.</summary>
    [Alias("documents.tag")]
    Task<DocumentView> Tag(TagDocument command);

    /// <summary>
    /// Puts it into a space, or out of all. In a team's space its members may read it, for as long as it lies there. For those who may
    /// share it; a person's space takes that person's own files only.
    /// </summary>
    [Alias("documents.move")]
    Task<DocumentView> Move(MoveDocument command);

    /// <summary>One that it came in was deleted: it goes too, unless it came in another or was uploaded by itself.</summary>
    [Alias("documents.delete_part")]
    Task<DocumentView> DeletePart(DeletePart command);
}

/// <param name="Space">The name of a space: of a team of theirs, or else of their own, which is made if it is not there.</param>
/// <param name="ExpectedFields">What the uploader says the document must contain, by field name.</param>
/// <param name="CameOutOf">The document in which it came; null for a person's own upload.</param>
/// <param name="SpaceId">A space by its key, in place of its name.</param>
public sealed record RegisterDocument(
    string Filename, string MediaType, long Size, byte[] Sha256, string? Space, IReadOnlyDictionary<string, string>? ExpectedFields,
    Guid? CameOutOf = null, Guid? SpaceId = null);

/// <param name="CameOutOf">The document in which it came this time; null for a person's own upload.</param>
public sealed record UploadAgain(Guid? CameOutOf);

/// <summary>Worker commands name the lease that they are given under: a worker that lost it is refused.</summary>
public sealed record BeginReading(JobLease Lease);

public sealed record RecordPages(JobLease Lease, int Pages, DocumentQuality Quality);

/// <param name="Type">The document type that it was read by.</param>
/// <param name="TypeConfidence">0 to 1; 1 if a person chose the type.</param>
/// <param name="Doubt">Why a person has to look before answers may cite it; null if nobody has to.</param>
public sealed record CompleteIndexing(
    JobLease Lease, int Chunks, string Type, double TypeConfidence, ExtractionSummary Summary, DocumentProblem? Doubt = null);

public sealed record SendToReview(JobLease Lease, string Code, string Detail);

public sealed record FailIngest(Guid JobId, string Code, string Detail);

/// <param name="Type">The document type to read it by from now on; null to guess it.</param>
public sealed record RetryDocument(string? Type = null);

/// <param name="Version">The field's version that the person saw; 0 where it was not there.</param>
/// <param name="Box">Where it stands; null to keep its place.</param>
/// <param name="Page">Given exactly with a box.</param>
public sealed record CorrectField(string Name, string Printed, int Version, int? Page = null, Box? Box = null);

public sealed record CorrectedField(DocumentField Field, IReadOnlyList<FieldCheck> Checks);

/// <param name="Table">Its place among the page's tables, from 0; row and column are those of the cell.</param>
/// <param name="Version">The cell's version that the person saw; 0 where nobody has corrected it.</param>
public sealed record CorrectCell(int Page, int Table, int Row, int Column, string Text, int Version);

public sealed record CorrectedCell(TableCell Cell, IReadOnlyList<FieldCheck> Checks);

public sealed record RecordFacts(
    JobLease Lease, int Facts, int Numbers, int LostNumbers, int WrongTotals, IReadOnlyList<string> Attempts,
    IReadOnlyList<FactAttempt>? Tried = null);

/// <param name="SittingId">One opening of the review by one person.</param>
/// <param name="Seconds">Of this sitting so far, without the pauses.</param>
public sealed record RecordReviewTime(Guid SittingId, int Seconds);

/// <param name="IfFree">Refused where somebody else has it.</param>
public sealed record AssignReview(Guid? UserId, bool IfFree = false);

/// <param name="AtLeast">Refused unless every field was read with this confidence (0 to 1) and every check passed.</param>
public sealed record ApproveDocument(string? Note = null, double? AtLeast = null);

public sealed record RejectDocument(string Reason);

/// <param name="Fields">Names of those that have to be mended; empty for the document as a whole.</param>
public sealed record RequestDocumentChanges(string Reason, IReadOnlyList<string> Fields);

/// <summary>Exactly one of user and team.</summary>
public sealed record ShareDocument(Guid? UserId, Guid? TeamId, SharePermission Permission);

public sealed record UnshareDocument(Guid? UserId, Guid? TeamId);

public sealed record DeleteDocument;

/// <param name="With">The document that it goes with.</param>
public sealed record DeletePart(Guid? With = null);

public sealed record RestoreDocument;

/// <param name="With">The document that it went with.</param>
public sealed record RestorePart(Guid With);

public sealed record EraseDocument;

public sealed record TagDocument(IReadOnlyList<string> Add, IReadOnlyList<string> Remove);

/// <param name="SpaceId">Null for none: then it lies with its owner's other files.</param>
public sealed record MoveDocument(Guid? SpaceId);

public enum SharePermission
{
    /// <summary>May read it and have answers from it.</summary>
    Read,

    /// <summary>May also share it on.</summary>
    Share,
}

/// <summary>The answer to an upload; <see cref="DuplicateOf"/> names the first document when the file was there already.</summary>
/// <param name="ReadAgain">It was there already but could not be read; <paramref name="JobId"/> reads it anew.</param>
public sealed record UploadedDocument(Guid DocumentId, Guid JobId, DocumentState Status, Guid? DuplicateOf = null, bool ReadAgain = false);

/// <summary>How well a document was read.</summary>
/// <param name="Confidence">Mean over the pages that have text, 0 to 1; null if none has.</param>
/// <param name="Lowest">The lowest quality of any page that has text.</param>
/// <param name="LowestPage">That page.</param>
public sealed record DocumentQuality(
    double? Confidence, int TextLayerPages, int OcrPages, int PlainTextPages, int EmptyPages, int StructurePages = 0, double? Lowest = null,
    int? LowestPage = null);

/// <summary>What was extracted from a document, counted.</summary>
/// <param name="Numbers">On all pages.</param>
/// <param name="LostNumbers">Those of them that nothing accounts for.</param>
/// <param name="FailedChecks">Rules that are broken.</param>
/// <param name="WrongTotals">Totals that the layout implies and that do not add up.</param>
/// <param name="Attempts">The same as <paramref name="Tried"/>, a line each.</param>
/// <param name="Tried">Ways of finding facts and what each gave; null where it was read before they were kept.</param>
public sealed record ExtractionSummary(
    int Tables, int Facts, int Fields, int Numbers, int LostNumbers, int Checks, int FailedChecks, int WarnedChecks, int WrongTotals,
    IReadOnlyList<string> Attempts, IReadOnlyList<FactAttempt>? Tried = null);

public enum ApprovalState
{
    /// <summary>Nobody has decided.</summary>
    None,
    Approved,
    Rejected,
    ChangesRequested,
}

/// <summary>Why a document failed or needs a person.</summary>
public sealed record DocumentProblem(string Code, string Detail);

/// <param name="JobId">The latest ingest job.</param>
/// <param name="Pages">Null until read.</param>
/// <param name="Chunks">Null until indexed.</param>
/// <param name="Error">Set while failed, rejected or in review.</param>
/// <param name="Type">The key of its document type; null until extracted.</param>
/// <param name="AssigneeId">Who is to review it.</param>
/// <param name="ReviewSince">Since when it waits for a person; null if it does not.</param>
/// <param name="Space">The name of the space that it lies in, where the caller may see that: in lists and details only.</param>
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
    DateTimeOffset UpdatedAt,
    string? Type = null,
    double? TypeConfidence = null,
    ExtractionSummary? Extraction = null,
    ApprovalState Approval = ApprovalState.None,
    Guid? AssigneeId = null,
    DateTimeOffset? ReviewSince = null,
    Guid? SpaceId = null);
