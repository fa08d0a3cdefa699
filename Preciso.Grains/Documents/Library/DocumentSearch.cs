using System.Text;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Library;

/// <summary>Which documents a filter lets through, and in which order: ids only, so that the rest is read for one page of them.</summary>
internal static class DocumentSearch
{
    private const string Matching =
        """
        FROM visible_documents(@TenantId, @UserId) v
        JOIN documents d ON d.document_id = v.document_id
        JOIN users u ON u.user_id = d.owner_id
        WHERE (@states::text[] IS NULL OR d.state = ANY (@states))
          AND (@Type::text IS NULL OR d.type = @Type)
          AND (@Mine::boolean IS NULL OR (d.owner_id = @UserId) = @Mine)
          AND (@From::timestamptz IS NULL OR d.created_at >= @From)
          AND (@Until::timestamptz IS NULL OR d.created_at < @Until)
          AND (NOT @Unfiled OR (d.space_id IS NULL AND d.owner_id = @UserId))
          AND ((@SpaceId::uuid IS NULL AND @Space::text IS NULL)
               OR d.space_id IN (SELECT s.space_id FROM visible_spaces(@TenantId, @UserId) s
                                 WHERE s.space_id = @SpaceId OR s.name = @Space))
          AND (@tags::text[] IS NULL
               OR (SELECT count(*) FROM document_tags t WHERE t.document_id = d.document_id AND t.tag = ANY (@tags)) = cardinality(@tags))
          AND (@search::text IS NULL
               OR strpos(lower(d.filename), lower(@search)) > 0
               OR d.document_id IN (SELECT t.document_id FROM document_tags t WHERE strpos(t.tag, lower(@search)) > 0)
               OR d.space_id IN (SELECT s.space_id FROM visible_spaces(@TenantId, @UserId) s
                                 WHERE strpos(lower(s.name), lower(@search)) > 0)
               OR d.document_id IN (SELECT h.document_id FROM documents_holding(@TenantId, @terms) h))
        """;

    /// <param name="terms">Those of the words that are searched for.</param>
    public static async Task<Listing<Guid>> Page(
        NpgsqlConnection connection, Caller caller, DocumentFilter filter, IReadOnlyList<string> terms, int limit)
    {
        var (key, type) = Key(filter.Sort);
        var (beyond, order) = filter.Ascending ? (">", "ASC") : ("<", "DESC");
        var parameters = Parameters(caller, filter, terms);
        var after = After(filter, type);
        parameters.AddDynamicParams(new { after = after?.Id, key = after?.Key, limit });
        var found = (await connection.QueryAsync<(Guid Id, string Key)>(
            $"""
             SELECT d.document_id, ({key})::text
             {Matching}
               AND (@after::uuid IS NULL OR ({key}, d.document_id) {beyond} (@key::{type}, @after::uuid))
             ORDER BY {key} {order}, d.document_id {order}
             LIMIT @limit + 1
             """,
            parameters)).AsList();
        return new Listing<Guid>(
            [.. found.Take(limit).Select(row => row.Id)],
            found.Count > limit ? Encode(filter.Sort, found[limit - 1].Id, found[limit - 1].Key) : null);
    }

    public static Task<int> Total(NpgsqlConnection connection, Caller caller, DocumentFilter filter, IReadOnlyList<string> terms)
    {
        var parameters = Parameters(caller, filter, terms);
        parameters.Add("most", DocumentFilter.MostCounted + 1);
        return connection.ExecuteScalarAsync<int>($"SELECT count(*)::int FROM (SELECT 1 {Matching} LIMIT @most) counted", parameters);
    }

    // "C" has Hangul in its alphabet's order and is the same on every installation: a cursor is good after a restore.
    private static (string Key, string Type) Key(DocumentSort sort) => sort switch
    {
        DocumentSort.Name => ("lower(d.filename) COLLATE \"C\"", "text"),
        DocumentSort.State => (StateOrder, "bigint"),
        DocumentSort.Pages => ("coalesce(d.pages, -1)::bigint", "bigint"),
        DocumentSort.Size => ("d.size", "bigint"),
        DocumentSort.Type => ("coalesce(d.type, '') COLLATE \"C\"", "text"),
        DocumentSort.Owner => ("lower(u.name) COLLATE \"C\"", "text"),
        _ => ("d.document_id", "uuid"), // ids of version 7 run with the time
    };

    private const string StateOrder =
        "array_position(ARRAY['needs_review', 'failed', 'queued', 'reading', 'indexing', 'ready', 'rejected'], d.state)::bigint";

    private static DynamicParameters Parameters(Caller caller, DocumentFilter filter, IReadOnlyList<string> terms) => new(new
    {
        caller.TenantId,
        caller.UserId,
        states = (filter.States ?? (filter.Status is { } status ? [status] : null))?.Select(Snake.Case).ToArray(),
        filter.Type,
        filter.Mine,
        filter.From,
        filter.Until,
        filter.Unfiled,
        filter.SpaceId,
        filter.Space,
        tags = filter.Tags is { Count: > 0 } tags ? TagStore.Clean(tags) : null,
        search = string.IsNullOrWhiteSpace(filter.Search) ? null : filter.Search.Trim(),
        terms = terms.ToArray(),
    });

    private static string Encode(DocumentSort sort, Guid id, string key) =>
        sort == DocumentSort.Added ? id.ToString() : $"{id}.{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(key))}";

    private static (Guid Id, string Key)? After(DocumentFilter filter, string type)
    {
        if (string.IsNullOrEmpty(filter.Cursor))
        {
            return null;
        }
        var key = filter.Cursor.Split('.') switch
        {
            [var id] when filter.Sort == DocumentSort.Added => id,
            [_, var hex] when filter.Sort != DocumentSort.Added => FromHex(hex),
            _ => null,
        };
        return key is not null && Guid.TryParse(filter.Cursor.Split('.')[0], out var last) && Fits(key, type)
            ? (last, key)
            : throw Cursor.Invalid();
    }

    private static bool Fits(string key, string type) => type switch
    {
        "bigint" => long.TryParse(key, out _),
        "uuid" => Guid.TryParse(key, out _),
        _ => !key.Contains('\0', StringComparison.Ordinal),
    };

    private static string? FromHex(string hex)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromHexString(hex));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
