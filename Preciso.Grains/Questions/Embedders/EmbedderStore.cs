using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>Which embedders a tenant has, and which documents have their vectors.</summary>
internal static class EmbedderStore
{
    // Documents in the trash are among them: they may come back. The latest first: they are embedded last.
    private const string Without =
        """
        FROM documents d
        WHERE d.tenant_id = @tenant AND d.chunks > 0
          AND NOT EXISTS (SELECT FROM embedded_documents e WHERE e.document_id = d.document_id AND e.embedder = @embedder)
          AND EXISTS (SELECT FROM chunks c WHERE c.document_id = d.document_id)
        """;

    public static async Task<EmbedderStanding> Read(NpgsqlConnection connection, Guid tenant)
    {
        var (serving, coming) = await Names(connection, tenant);
        if (coming is null)
        {
            return new EmbedderStanding(serving);
        }
        var (left, done) = await connection.QuerySingleAsync<(int Left, int Done)>(
            $"""
             SELECT (SELECT count(*)::int {Without}),
                    (SELECT count(*)::int FROM embedded_documents e JOIN documents d USING (tenant_id, document_id)
                     WHERE e.tenant_id = @tenant AND e.embedder = @embedder AND d.chunks > 0)
             """,
            new { tenant, embedder = coming });
        return new EmbedderStanding(serving, coming, done, left + done);
    }

    /// <summary>What serves and what is coming.</summary>
    public static async Task<(string? Serving, string? Coming)> Names(NpgsqlConnection connection, Guid tenant, bool forUpdate = false)
    {
        var rows = (await connection.QueryAsync<(string Embedder, bool Serves)>(
            $"SELECT embedder, serves FROM tenant_embedders WHERE tenant_id = @tenant {(forUpdate ? "FOR UPDATE" : "")}", new { tenant }))
            .ToLookup(row => row.Serves, row => row.Embedder);
        return (rows[true].SingleOrDefault(), rows[false].SingleOrDefault());
    }

    public static async Task<IReadOnlyList<(Guid DocumentId, int Chunks)>> LeftOut(
        NpgsqlConnection connection, Guid tenant, string embedder) =>
        (await connection.QueryAsync<(Guid, int)>(
            $"SELECT d.document_id, d.chunks {Without} ORDER BY d.document_id", new { tenant, embedder })).AsList();

    public static async Task<bool> IsComplete(NpgsqlConnection connection, Guid tenant, string embedder) =>
        await connection.ExecuteScalarAsync<Guid?>(
            $"SELECT d.document_id {Without} ORDER BY d.document_id DESC LIMIT 1", new { tenant, embedder }) is null;

    /// <summary>Vectors and what is known of documents go with it.</summary>
    public static NpgsqlBatchCommand Removal(Guid tenant, string embedder) => Statement.From(
        "DELETE FROM tenant_embedders WHERE tenant_id = @tenant AND embedder = @embedder", new { tenant, embedder });

    public static NpgsqlBatchCommand Arrival(Guid tenant, EmbedderCard card, DateTimeOffset now) => Statement.From(
        """
        INSERT INTO tenant_embedders (tenant_id, embedder, dimensions, serves, chosen_at)
        VALUES (@tenant, @Name, @Dimensions, false, @now)
        """,
        new { tenant, card.Name, card.Dimensions, now });

    public static NpgsqlBatchCommand Switch(Guid tenant, string embedder) => Statement.From(
        "UPDATE tenant_embedders SET serves = true WHERE tenant_id = @tenant AND embedder = @embedder", new { tenant, embedder });
}
