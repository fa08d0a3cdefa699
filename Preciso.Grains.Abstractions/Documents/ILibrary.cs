namespace Preciso.Documents;

/// <summary>How people order their files: spaces, tags, the trash, saved views, and doing one thing to many.</summary>
public interface ILibrary
{
    /// <summary>The caller's own spaces and those of their teams, and how many documents lie in none.</summary>
    Task<SpaceList> Spaces(Caller caller, CancellationToken cancel);

    /// <summary>The tags of documents that the caller may read, the most frequent first.</summary>
    Task<IReadOnlyList<TagCount>> Tags(Caller caller, CancellationToken cancel);

    /// <summary>What the caller has deleted and may still restore, the latest first.</summary>
    Task<Listing<TrashItem>> Trash(Caller caller, string? cursor, int limit, CancellationToken cancel);

    /// <summary>Does one thing to each of at most 200 documents, and says for each what became of it: none stops the others.</summary>
    Task<IReadOnlyList<BulkResult>> Bulk(Caller caller, BulkDocuments command, CancellationToken cancel);
}

/// <param name="Unfiled">The caller's own documents that lie in no space.</param>
/// <param name="Shared">Documents of others that the caller may read.</param>
/// <param name="All">That the caller may read.</param>
/// <param name="Trash">That the caller may still restore.</param>
public sealed record SpaceList(IReadOnlyList<SpaceView> Items, int All, int Unfiled, int Shared, int Trash);

public sealed record TagCount(string Tag, int Documents);

/// <param name="Until">After that it is deleted for good.</param>
public sealed record TrashItem(
    Guid DocumentId, string Filename, long Size, string DeletedByName, DateTimeOffset DeletedAt, DateTimeOffset Until);

/// <param name="Share">For <see cref="BulkAction.Share"/>.</param>
/// <param name="Tags">For <see cref="BulkAction.Tag"/>.</param>
/// <param name="SpaceId">For <see cref="BulkAction.Move"/>; null for no space.</param>
public sealed record BulkDocuments(
    BulkAction Action, IReadOnlyList<Guid> DocumentIds, ShareDocument? Share = null, TagDocument? Tags = null, Guid? SpaceId = null);

public enum BulkAction
{
    Share,
    Tag,
    Move,
    Retry,
    Approve,
    Delete,
    Restore,
    Erase,
}

/// <param name="Problem">Why it was refused; null where it was done.</param>
public sealed record BulkResult(Guid DocumentId, DocumentProblem? Problem = null);
