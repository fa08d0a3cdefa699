using Preciso.Documents;

namespace Preciso.Silo.Documents;

/// <summary>A document as REST shows it, in lists and alone.</summary>
public sealed record DocumentSummary(
    Guid DocumentId, string Filename, string MediaType, long Size, string? Space, Guid OwnerId, DocumentState Status, Guid JobId,
    int Progress, string? Phase, int? Pages, int? Chunks, DocumentQuality? Quality, DocumentProblem? Error, string? Sha256,
    DateTimeOffset CreatedAt, string? Type, double? TypeConfidence, ExtractionSummary? Extraction, ApprovalState Approval, Guid? AssigneeId,
    Guid? SpaceId, IReadOnlyList<string> Tags)
{
    public static DocumentSummary From(VisibleDocument shown)
    {
        var document = shown.Document;
        return new DocumentSummary(
            document.Id, document.Filename, document.MediaType, document.Size, document.Space, document.OwnerId, document.Status,
            document.JobId, shown.Progress, shown.Phase, document.Pages, document.Chunks, document.Quality, document.Error, document.Sha256,
            document.CreatedAt, document.Type, document.TypeConfidence, document.Extraction, document.Approval, document.AssigneeId,
            document.SpaceId, shown.Tags);
    }
}

/// <param name="Total">Only where it was asked for; 10001 stands for more than 10000.</param>
public sealed record DocumentPage(IReadOnlyList<DocumentSummary> Items, string? NextCursor, int? Total = null);

public sealed record DocumentContent(Guid DocumentId, IReadOnlyList<PageReading> Pages);
