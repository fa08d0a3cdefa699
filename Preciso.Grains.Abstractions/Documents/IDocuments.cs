namespace Preciso.Documents;

/// <summary>
/// The files that the caller may read: uploading, finding, looking inside. A file that the caller may not see is not
/// found, exactly like one that does not exist.
/// </summary>
public interface IDocuments
{
    /// <summary>Stores the stream, sniffs its type and registers it. Nothing is left behind when it is refused.</summary>
    Task<UploadedDocument> Upload(Caller caller, UploadFile file, CancellationToken cancel);

    /// <summary>Newest first.</summary>
    Task<Listing<DocumentListItem>> List(Caller caller, DocumentFilter filter, CancellationToken cancel);

    /// <summary>How many of the caller's files are in each state, for the home page.</summary>
    Task<IReadOnlyDictionary<DocumentState, int>> Count(Caller caller, CancellationToken cancel);

    Task<DocumentDetail> Get(Caller caller, Guid documentId, CancellationToken cancel);

    /// <summary>Pages as they were read, from page <paramref name="from"/>, at most 50 at once.</summary>
    Task<IReadOnlyList<PageReading>> Pages(Caller caller, Guid documentId, int from, int count, CancellationToken cancel);

    /// <summary>The picture of a page.</summary>
    Task<PageImage> Image(Caller caller, Guid documentId, int page, CancellationToken cancel);

    /// <summary>In document order; only those of one page if given.</summary>
    Task<Listing<ChunkView>> Chunks(Caller caller, Guid documentId, int? page, string? cursor, CancellationToken cancel);

    /// <summary>Who else may read the file; only the owner and people with the share permission may ask.</summary>
    Task<IReadOnlyList<GrantView>> Grants(Caller caller, Guid documentId, CancellationToken cancel);
}

/// <param name="Fields">Asked once the content was read to its end: a form may carry them behind the file.</param>
public sealed record UploadFile(string Filename, Stream Content, Func<CancellationToken, Task<UploadFields>>? Fields = null);

/// <param name="Space">A label by which people group their files.</param>
/// <param name="ExpectedFields">What the uploader says the document must contain, by field name.</param>
public sealed record UploadFields(string? Space = null, IReadOnlyDictionary<string, string>? ExpectedFields = null);

/// <param name="Search">Part of the file name.</param>
public sealed record DocumentFilter(
    DocumentState? Status = null, string? Search = null, string? Space = null, string? Cursor = null, int Limit = 50);

/// <param name="Progress">0 to 100 of the latest job.</param>
/// <param name="Phase">What the job is doing: a code with a text in the console's resources.</param>
public sealed record DocumentListItem(
    Guid Id, string Filename, string MediaType, long Size, string? Space, Guid OwnerId, string OwnerName, DocumentState Status,
    Guid JobId, int Progress, string? Phase, int? Pages, DocumentProblem? Error, DateTimeOffset CreatedAt, bool CanShare);

public sealed record DocumentDetail(DocumentView Document, string OwnerName, bool IsOwner, bool CanShare, int Progress, string? Phase);

/// <param name="Content">To be disposed by whoever asked.</param>
public sealed record PageImage(Stream Content, string MediaType);

/// <summary>A passage that can be cited.</summary>
/// <param name="Heading">The heading or table title that it stands under, if one was seen.</param>
public sealed record ChunkView(
    long Id, int Page, int Ordinal, string? Heading, string Text, string Snippet, IReadOnlyList<Box> Boxes, ReadingMethod Method, double Confidence);

/// <param name="Name">The user's or team's name.</param>
public sealed record GrantView(Guid? UserId, Guid? TeamId, string Name, SharePermission Permission, DateTimeOffset GrantedAt);
