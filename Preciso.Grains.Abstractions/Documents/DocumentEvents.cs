namespace Preciso.Documents;

public sealed record DocumentUploaded(
    Guid DocumentId, Guid OwnerId, string Filename, string MediaType, long Size, Guid JobId) : IAboutDocument, IAboutJob
{
    public static string EventName => "documents.uploaded";
}

public sealed record DocumentParsed(Guid DocumentId, Guid JobId, int Pages, DocumentQuality Quality) : IAboutDocument, IAboutJob
{
    public static string EventName => "documents.parsed";
}

public sealed record DocumentEmbedded(Guid DocumentId, Guid JobId, int Chunks) : IAboutDocument, IAboutJob
{
    public static string EventName => "documents.embedded";
}

/// <param name="Checked">Fields and figures that were compared with what was expected or printed.</param>
/// <param name="Mismatched">Those of them that differ.</param>
public sealed record DocumentValidated(Guid DocumentId, Guid JobId, int Checked, int Mismatched) : IAboutDocument, IAboutJob
{
    public static string EventName => "documents.validated";
}

/// <param name="Before">Masked where the field is; null if it was not there.</param>
/// <param name="Version">That the field has now.</param>
public sealed record DocumentFieldCorrected(
    Guid DocumentId, string Field, string? Before, string After, Box? BoxBefore, Box BoxAfter, int Page, int Version) : IAboutDocument
{
    public static string EventName => "documents.field_corrected";
}

/// <param name="Version">That the cell has now.</param>
public sealed record DocumentCellCorrected(
    Guid DocumentId, int Page, int Table, int Row, int Column, string Before, string After, int Version) : IAboutDocument
{
    public static string EventName => "documents.cell_corrected";
}

public sealed record DocumentReviewAssigned(Guid DocumentId, Guid? AssigneeId) : IAboutDocument
{
    public static string EventName => "documents.review_assigned";
}

public sealed record DocumentNeedsReview(Guid DocumentId, Guid JobId, string Code) : IAboutDocument, IAboutJob
{
    public static string EventName => "documents.needs_review";
}

public sealed record DocumentFailed(Guid DocumentId, Guid JobId, string Code) : IAboutDocument, IAboutJob
{
    public static string EventName => "documents.failed";
}

public sealed record DocumentRetried(Guid DocumentId, Guid JobId) : IAboutDocument, IAboutJob
{
    public static string EventName => "documents.retried";
}

public sealed record DocumentShared(Guid DocumentId, Guid? UserId, Guid? TeamId, SharePermission Permission) : IAboutDocument
{
    public static string EventName => "documents.shared";
}

public sealed record DocumentUnshared(Guid DocumentId, Guid? UserId, Guid? TeamId) : IAboutDocument
{
    public static string EventName => "documents.unshared";
}

public sealed record DocumentDeleted(Guid DocumentId) : IAboutDocument
{
    public static string EventName => "documents.deleted";
}

public sealed record DocumentRestored(Guid DocumentId) : IAboutDocument
{
    public static string EventName => "documents.restored";
}

public sealed record DocumentErased(Guid DocumentId) : IAboutDocument
{
    public static string EventName => "documents.erased";
}

public sealed record DocumentTagged(Guid DocumentId, IReadOnlyList<string> Added, IReadOnlyList<string> Removed) : IAboutDocument
{
    public static string EventName => "documents.tagged";
}

/// <param name="SpaceId">Null where it lies in none from now on.</param>
public sealed record DocumentMoved(Guid DocumentId, Guid? SpaceId) : IAboutDocument
{
    public static string EventName => "documents.moved";
}

public sealed record SpaceCreated(Guid SpaceId, string Name, Guid? TeamId) : IEvent
{
    public static string EventName => "spaces.created";
}

public sealed record SpaceDeleted(Guid SpaceId) : IEvent
{
    public static string EventName => "spaces.deleted";
}

public sealed record DocumentTypePublished(string Key, int Version) : IEvent
{
    public static string EventName => "document_types.published";
}

public sealed record DocumentTypeSaved(string Key, int Version) : IEvent
{
    public static string EventName => "document_types.saved";
}
