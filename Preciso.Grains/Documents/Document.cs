using System.Text.Json;
using Preciso.Documents;

namespace Preciso.Grains.Documents;

/// <summary>A document as stored. Each method is one transition of <see cref="DocumentLife"/> and returns the next state.</summary>
public sealed record Document
{
    public required Guid DocumentId { get; init; }
    public required Guid TenantId { get; init; }
    public required Guid OwnerId { get; init; }
    public required string Filename { get; init; }
    public required string MediaType { get; init; }
    public required long Size { get; init; }
    public required byte[] Sha256 { get; init; }
    public string? Space { get; init; }
    public string? ExpectedFields { get; init; }
    public required string State { get; init; }
    public required Guid JobId { get; init; }
    public int? Pages { get; init; }
    public int? Chunks { get; init; }
    public string? Quality { get; init; }
    public string? ErrorCode { get; init; }
    public string? ErrorDetail { get; init; }
    public long Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    public DocumentState StateValue => Snake.Parse<DocumentState>(State);

    public Document BeginReading() =>
        Next(DocumentTrigger.BeginReading) with { Pages = null, Chunks = null, Quality = null, ErrorCode = null, ErrorDetail = null };

    public Document BeginIndexing() => Next(DocumentTrigger.BeginIndexing) with { Chunks = null, ErrorCode = null, ErrorDetail = null };

    public Document RecordPages(int pages, DocumentQuality quality) =>
        Next(DocumentTrigger.RecordPages) with { Pages = pages, Quality = JsonSerializer.Serialize(quality, PrecisoJson.Options) };

    public Document CompleteIndexing(int chunks) => Next(DocumentTrigger.CompleteIndexing) with { Chunks = chunks };

    public Document SendToReview(string code, string detail) =>
        Next(DocumentTrigger.SendToReview) with { ErrorCode = code, ErrorDetail = detail };

    public Document Fail(string code, string detail) => Next(DocumentTrigger.Fail) with { ErrorCode = code, ErrorDetail = detail };

    public Document Retry(Guid jobId) => Next(DocumentTrigger.Retry) with { JobId = jobId, ErrorCode = null, ErrorDetail = null };

    public Document Delete() => Next(DocumentTrigger.Delete);

    public DocumentView ToView() => new(
        DocumentId, Filename, MediaType, Size, Convert.ToHexStringLower(Sha256), Space, OwnerId, StateValue, JobId, Pages, Chunks,
        Quality is null ? null : JsonSerializer.Deserialize<DocumentQuality>(Quality, PrecisoJson.Options),
        ErrorCode is null ? null : new DocumentProblem(ErrorCode, ErrorDetail!), CreatedAt, UpdatedAt);

    private Document Next(DocumentTrigger trigger) => this with { State = Snake.Case(DocumentLife.Table.Next(StateValue, trigger)) };
}
