namespace Preciso.Documents;

/// <summary>
/// The files that the caller may read: uploading, finding, looking inside. A file that the caller may not see is not
/// found, exactly like one that does not exist.
/// </summary>
public interface IDocuments
{
    /// <summary>Stores the stream, sniffs its type and registers it. Nothing is left behind when it is refused.</summary>
    Task<UploadedDocument> Upload(Caller caller, UploadFile file, CancellationToken cancel);

    /// <summary>In the order that the filter asks for; newest first if it says nothing.</summary>
    Task<Listing<VisibleDocument>> List(Caller caller, DocumentFilter filter, CancellationToken cancel);

    /// <summary>How many the filter lets through in all; counted up to <see cref="DocumentFilter.MostCounted"/>.</summary>
    Task<int> Total(Caller caller, DocumentFilter filter, CancellationToken cancel);

    /// <summary>How many of the caller's files are in each state, for the home page.</summary>
    Task<IReadOnlyDictionary<DocumentState, int>> Count(Caller caller, CancellationToken cancel);

    Task<DocumentDetail> Get(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>Pages as they were read, from page <paramref name="from"/>, at most 50 at once.</summary>
    Task<IReadOnlyList<PageReading>> Pages(Caller caller, Guid documentId, int from, int count, CancellationToken cancel);

    /// <summary>The picture of a page; drawn that many pixels wide, if given.</summary>
    Task<PageImage> Image(Caller caller, Guid documentId, int page, int? width, CancellationToken cancel);

    /// <summary>The file as it came.</summary>
    Task<OriginalFile> Original(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>Where words stand in it, page by page in reading order; recognised words too.</summary>
    Task<Listing<TextHit>> Search(Caller caller, Guid documentId, string words, string? cursor, CancellationToken cancel);

    /// <summary>In document order; only those of one page if given.</summary>
    Task<Listing<ChunkView>> Chunks(Caller caller, Guid documentId, int? page, string? cursor, CancellationToken cancel);

    /// <summary>Its tables, in document order; only those of one page if given.</summary>
    Task<Listing<DocumentTable>> Tables(Caller caller, Guid documentId, int? page, string? cursor, CancellationToken cancel);

    /// <summary>Its facts, in document order; only those of one page, or whose label holds the text, if given.</summary>
    Task<Listing<Fact>> Facts(Caller caller, Guid documentId, int? page, string? search, string? cursor, CancellationToken cancel);

    /// <summary>What became of its numbers, page by page; only the pages from one number to another, at most 50.</summary>
    Task<IReadOnlyList<NumberLedger>> Numbers(Caller caller, Guid documentId, int from, int count, CancellationToken cancel);

    /// <summary>Its fields by the definitions of its type, and the checks.</summary>
    Task<DocumentFields> Fields(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>Corrections and decisions, newest first.</summary>
    Task<IReadOnlyList<DocumentChange>> History(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>What was packed in it or attached to it, and what of that became no document.</summary>
    Task<IReadOnlyList<ChildView>> Children(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>What came out of it, and out of that, however deep, as far as the caller may read it.</summary>
    Task<IReadOnlyList<Guid>> Parts(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>Documents that the caller may read and that wait for a person.</summary>
    Task<Listing<ReviewItem>> ReviewQueue(Caller caller, ReviewFilter filter, CancellationToken cancel);

    /// <summary>Who else may read the file; only the owner and people with the share permission may ask.</summary>
    Task<IReadOnlyList<GrantView>> Grants(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>Everybody who may read the file, and why. Who may not share it is told of themselves only.</summary>
    Task<Listing<DocumentReader>> Readers(Caller caller, Guid documentId, string? cursor, CancellationToken cancel);
}

/// <param name="Fields">Asked once the content was read to its end: a form may carry them behind the file.</param>
public sealed record UploadFile(string Filename, Stream Content, Func<CancellationToken, Task<UploadFields>>? Fields = null);

/// <param name="Space">The name of a space: of a team of theirs, or else of their own, which is made if it is not there.</param>
/// <param name="ExpectedFields">What the uploader says the document must contain, by field name.</param>
/// <param name="SpaceId">A space by its key, in place of its name.</param>
public sealed record UploadFields(
    string? Space = null, IReadOnlyDictionary<string, string>? ExpectedFields = null, Guid? SpaceId = null);

/// <param name="Search">Part of the file's name, of a tag or of its space's name; or words that all stand in the document.</param>
/// <param name="Space">The name of a space.</param>
public sealed record DocumentFilter(
    DocumentState? Status = null, string? Search = null, string? Space = null, string? Cursor = null, int Limit = 50, string? Type = null)
{
    /// <summary>More is said to be more than this.</summary>
    public const int MostCounted = 10_000;

    /// <summary>Any of these, in place of <see cref="Status"/>.</summary>
    public IReadOnlyList<DocumentState>? States { get; init; }

    public Guid? SpaceId { get; init; }

    /// <summary>The caller's own that lie in no space.</summary>
    public bool Unfiled { get; init; }

    /// <summary>All of these.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>True for the caller's own, false for what others share with them.</summary>
    public bool? Mine { get; init; }

    /// <summary>Added then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Added before.</summary>
    public DateTimeOffset? Until { get; init; }

    public DocumentSort Sort { get; init; }

    /// <summary>From small to large, from A to Z, from old to new.</summary>
    public bool Ascending { get; init; }
}

public enum DocumentSort
{
    Added,
    Name,

    /// <summary>What needs a person comes before what goes on by itself, and that before what is done.</summary>
    State,
    Pages,
    Size,
    Type,
    Owner,
}

/// <summary>A document as the caller sees it, in lists and alone.</summary>
/// <param name="AssigneeName">Who is to review it.</param>
/// <param name="Progress">0 to 100 of the latest job.</param>
/// <param name="Phase">What the job is doing: a code with a text in the console's resources.</param>
public record VisibleDocument(
    DocumentView Document, string OwnerName, string? AssigneeName, bool CanShare, int Progress, string? Phase)
{
    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>The same with what only its own page shows.</summary>
public sealed record DocumentDetail : VisibleDocument
{
    public DocumentDetail(VisibleDocument shown)
        : base(shown)
    {
    }

    public required bool IsOwner { get; init; }

    /// <summary>The caller may correct its fields: a reviewer, or its owner.</summary>
    public required bool CanCorrect { get; init; }

    /// <summary>The caller may approve and reject it.</summary>
    public required bool CanDecide { get; init; }

    /// <summary>How many pages are read so far.</summary>
    public required int PagesRead { get; init; }

    /// <summary>What it was attached to or packed in, as far as the caller may see that.</summary>
    public required IReadOnlyList<ParentView> Parents { get; init; }
}

public sealed record ParentView(Guid DocumentId, string Filename);

/// <param name="DocumentId">Null if it became no document.</param>
/// <param name="Name">Its path within the parent.</param>
/// <param name="Problem">Why it became none.</param>
public sealed record ChildView(string Name, Guid? DocumentId, DocumentState? Status, DocumentProblem? Problem);

public sealed record DocumentTable(int Page, ReadingMethod Method, PageTable Table);

/// <param name="Definitions">Of the document's type, in its order.</param>
public sealed record DocumentFields(
    string? Type, double? TypeConfidence, IReadOnlyList<FieldDefinition> Definitions, IReadOnlyList<DocumentField> Fields,
    IReadOnlyList<FieldCheck> Checks);

/// <param name="Kind">corrected, cell_corrected, approved, rejected or changes_requested.</param>
/// <param name="Field">For the correction of a field.</param>
/// <param name="Note">The reviewer's words.</param>
/// <param name="Page">For a correction: where it stands.</param>
/// <param name="Cell">For the correction of a cell.</param>
public sealed record DocumentChange(
    string Kind, string ByName, DateTimeOffset At, string? Field = null, string? Before = null, string? After = null, string? Note = null,
    IReadOnlyList<string>? Fields = null, int? Page = null, FactCell? Cell = null);

/// <param name="Mine">Only what is assigned to the caller.</param>
/// <param name="Unassigned">Only what nobody has.</param>
/// <param name="Problem">The code of why it waits.</param>
/// <param name="WaitingDays">Only what has waited for as long.</param>
/// <param name="Search">Part of the file name.</param>
public sealed record ReviewFilter(
    bool Mine = false, string? Type = null, string? Cursor = null, int Limit = 50, bool Unassigned = false, string? Problem = null,
    Guid? OwnerId = null, int? WaitingDays = null, string? Search = null, ReviewOrder Order = ReviewOrder.Waiting);

public enum ReviewOrder
{
    /// <summary>The caller's own first, then those that have waited longest.</summary>
    Waiting,
    Newest,
    Name,
}

/// <param name="LowestConfidence">Of its fields as they stand now; null where it has none.</param>
/// <param name="ChecksPassed">None of them is broken or doubtful.</param>
public sealed record ReviewItem(
    Guid Id, string Filename, string? Type, double? TypeConfidence, string OwnerName, Guid? AssigneeId, string? AssigneeName,
    DocumentProblem Error, int FailedChecks, int LostNumbers, ApprovalState Approval, DateTimeOffset Since,
    double? LowestConfidence = null, bool ChecksPassed = false);

/// <param name="Content">To be disposed by whoever asked.</param>
/// <param name="Version">Another one where the picture may be another one.</param>
public sealed record PageImage(Stream Content, string MediaType, string? Version = null);

/// <param name="Content">To be disposed by whoever asked.</param>
public sealed record OriginalFile(Stream Content, string MediaType, string Filename);

/// <summary>A place where the words that were looked for stand.</summary>
/// <param name="Snippet">The line or lines that hold them.</param>
/// <param name="Boxes">One for each line.</param>
public sealed record TextHit(int Page, string Snippet, IReadOnlyList<Box> Boxes);

/// <summary>A passage that can be cited.</summary>
/// <param name="Heading">The heading or table title that it stands under, if one was seen.</param>
public sealed record ChunkView(
    long Id, int Page, int Ordinal, string? Heading, string Text, string Snippet, IReadOnlyList<Box> Boxes, ReadingMethod Method,
    double Confidence);

/// <param name="Name">The user's or team's name.</param>
public sealed record GrantView(Guid? UserId, Guid? TeamId, string Name, SharePermission Permission, DateTimeOffset GrantedAt);

/// <param name="Rights">Why they may, where the file is not theirs.</param>
public sealed record DocumentReader(
    Guid UserId, string Name, string Email, bool IsOwner, bool CanShare, IReadOnlyList<ReadingRight> Rights);

/// <param name="Team">Through which they have it; null if it was given to them alone.</param>
public sealed record ReadingRight(SharePermission Permission, string? Team, string GrantedBy, DateTimeOffset GrantedAt);
