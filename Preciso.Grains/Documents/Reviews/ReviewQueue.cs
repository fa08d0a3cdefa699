using System.Buffers.Text;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Reviews;

/// <summary>Which documents wait for a person, and in which order, as SQL over d.</summary>
internal static class ReviewQueue
{
    public const string Filter =
        """
        d.state = 'needs_review' AND (NOT @Mine OR d.assignee_id = @UserId) AND (NOT @Unassigned OR d.assignee_id IS NULL)
          AND (@Type::text IS NULL OR d.type = @Type) AND (@Problem::text IS NULL OR d.error_code = @Problem)
          AND (@OwnerId::uuid IS NULL OR d.owner_id = @OwnerId) AND (@before::timestamptz IS NULL OR d.review_since <= @before)
          AND (@Search::text IS NULL OR strpos(lower(d.filename), lower(@Search)) > 0)
        """;

    private const string Rank = "(CASE WHEN d.assignee_id = @UserId THEN 0 ELSE 1 END)";

    public static string OrderBy(ReviewOrder order) => order switch
    {
        ReviewOrder.Newest => "d.review_since DESC, d.document_id DESC",
        ReviewOrder.Name => "lower(d.filename), d.document_id",
        _ => $"{Rank}, d.review_since, d.document_id",
    };

    /// <summary>What comes after the last one seen.</summary>
    public static string After(ReviewOrder order) => order switch
    {
        ReviewOrder.Newest => "(@last::uuid IS NULL OR (d.review_since, d.document_id) < (@since, @last))",
        ReviewOrder.Name => "(@last::uuid IS NULL OR (lower(d.filename), d.document_id) > (lower(@name), @last))",
        _ => $"(@last::uuid IS NULL OR ({Rank}, d.review_since, d.document_id) > (@rank, @since, @last))",
    };

    public static object Parameters(Caller caller, ReviewFilter filter, DateTimeOffset now) => ToParameters(caller, filter, now, null, 0);

    public static object Parameters(Caller caller, ReviewFilter filter, DateTimeOffset now, int most) =>
        ToParameters(caller, filter, now, filter.Cursor is null ? null : QueuePlace.Decode(filter.Cursor), most);

    public static Listing<ReviewItem> Page(List<ReviewItem> items, Caller caller, int limit) =>
        Cursor.Page(items, limit, last => QueuePlace.Behind(last, caller).Encode());

    private static object ToParameters(Caller caller, ReviewFilter filter, DateTimeOffset now, QueuePlace? after, int most) => new
    {
        caller.TenantId, caller.UserId, filter.Mine, filter.Unassigned, filter.Type, filter.Problem, filter.OwnerId, filter.Search,
        before = filter.WaitingDays is { } days ? now.AddDays(-days) : (DateTimeOffset?)null,
        last = after?.Id, rank = after?.Rank, since = after?.Since, name = after?.Name, most,
    };

    /// <summary>Where a document stands in the queue, in whichever order.</summary>
    private sealed record QueuePlace(Guid Id, int Rank, DateTimeOffset Since, string Name)
    {
        public static QueuePlace Behind(ReviewItem item, Caller caller) =>
            new(item.Id, item.AssigneeId == caller.UserId ? 0 : 1, item.Since, item.Filename);

        public static QueuePlace Decode(string cursor)
        {
            try
            {
                return JsonSerializer.Deserialize<QueuePlace>(Base64Url.DecodeFromChars(cursor), PrecisoJson.Options)!;
            }
            catch (Exception e) when (e is FormatException or JsonException)
            {
                throw Cursor.Invalid();
            }
        }

        public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, PrecisoJson.Options));
    }
}
