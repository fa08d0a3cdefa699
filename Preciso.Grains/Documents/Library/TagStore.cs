using Dapper;
using Preciso.Documents;
using Preciso.Grains.Core;

namespace Preciso.Grains.Documents.Library;

/// <summary>The words by which people find a document again. Small letters and capitals are one word.</summary>
internal static class TagStore
{
    private const int Longest = 50;
    private const int Most = 20;

    /// <summary>What has changed by it.</summary>
    public static async Task<(IReadOnlyList<string> Added, IReadOnlyList<string> Removed)> Change(
        Guid documentId, TagDocument command, UnitOfWork unit)
    {
        var (add, remove) = (Clean(command.Add), Clean(command.Remove));
        var removed = (await unit.Connection.QueryAsync<string>(
            "DELETE FROM document_tags WHERE document_id = @documentId AND tag = ANY (@remove) RETURNING tag",
            new { documentId, remove })).Order(StringComparer.Ordinal).ToList();
        var added = (await unit.Connection.QueryAsync<string>(
            """
            INSERT INTO document_tags (tenant_id, document_id, tag, added_by, added_at)
            SELECT DISTINCT @TenantId, @documentId, t.tag, @UserId, @Now FROM unnest(@add) t (tag)
            ON CONFLICT DO NOTHING RETURNING tag
            """,
            new { unit.Caller.TenantId, documentId, unit.Caller.UserId, unit.Now, add })).Order(StringComparer.Ordinal).ToList();
        await RequireFew(documentId, added, unit);
        return (added, removed);
    }

    public static string[] Clean(IEnumerable<string> tags) => [.. tags.Select(Clean).Distinct()];

    private static string Clean(string tag) =>
        string.Join(' ', tag.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant()
            is { Length: > 0 and <= Longest } clean && !clean.Contains('\0', StringComparison.Ordinal)
            ? clean
            : throw new ProblemException(ProblemKind.Invalid, "tag_invalid", "A tag has 1 to 50 characters.");

    private static async Task RequireFew(Guid documentId, List<string> added, UnitOfWork unit)
    {
        if (added.Count > 0 && await unit.Connection.ExecuteScalarAsync<int>(
            "SELECT count(*)::int FROM document_tags WHERE document_id = @documentId", new { documentId }) > Most)
        {
            throw new ProblemException(ProblemKind.Invalid, "too_many_tags", "A document has at most 20 tags. Take some off first.");
        }
    }
}
