using Dapper;
using Npgsql;
using Pgvector;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>The vectors of one document's passages, and which are still to be made.</summary>
internal static class DocumentVectors
{
    /// <summary>The tenant's embedders that have not made all of its vectors.</summary>
    public static async Task<IReadOnlyList<string>> Missing(NpgsqlConnection connection, Guid tenant, Guid document) =>
        (await connection.QueryAsync<string>(
            """
            SELECT embedder FROM tenant_embedders t
            WHERE tenant_id = @tenant
              AND NOT EXISTS (SELECT FROM embedded_documents e WHERE e.document_id = @document AND e.embedder = t.embedder)
            ORDER BY serves DESC
            """,
            new { tenant, document })).AsList();

    public static async Task<IReadOnlyList<PassageText>> Passages(
        NpgsqlConnection connection, Guid document, string embedder, long after, int atMost) =>
        (await connection.QueryAsync<PassageText>(
            """
            SELECT chunk_id, concat_ws(E'\n', heading, text) AS text, d.chunks::int AS total,
                   EXISTS (SELECT FROM embeddings e WHERE e.chunk_id = c.chunk_id AND e.embedder = @embedder) AS done
            FROM chunks c CROSS JOIN (SELECT count(*) AS chunks FROM chunks WHERE document_id = @document) d
            WHERE document_id = @document AND chunk_id > @after
            ORDER BY chunk_id
            LIMIT @atMost
            """,
            new { document, embedder, after, atMost })).AsList();

    /// <summary>Of passages that are no longer there nothing is kept.</summary>
    public static NpgsqlBatchCommand Insertion(string embedder, IReadOnlyList<PassageText> passages, float[][] vectors)
    {
        var insertion = Statement.From(
            """
            INSERT INTO embeddings (tenant_id, embedder, chunk_id, document_id, embedding)
            SELECT c.tenant_id, @embedder, c.chunk_id, c.document_id, v.embedding
            FROM unnest(@chunks, @embeddings) AS v (chunk_id, embedding) JOIN chunks c USING (chunk_id)
            ON CONFLICT DO NOTHING
            """,
            new { embedder, chunks = passages.Select(passage => passage.ChunkId).ToArray() });
        insertion.Parameters.Add(new NpgsqlParameter(
            "embeddings", vectors.Select(vector => new HalfVector(Array.ConvertAll(vector, value => (Half)value))).ToArray()));
        return insertion;
    }

    /// <summary>Says that all are there, if the passages are still those that were gone through.</summary>
    public static NpgsqlBatchCommand Completion(Guid tenant, Guid document, string embedder, long last) => Statement.From(
        """
        INSERT INTO embedded_documents (tenant_id, document_id, embedder, last_chunk)
        SELECT @tenant, @document, @embedder, max(chunk_id) FROM chunks WHERE document_id = @document HAVING max(chunk_id) = @last
        ON CONFLICT DO NOTHING
        """,
        new { tenant, document, embedder, last });
}

internal sealed record PassageText
{
    public long ChunkId { get; init; }

    public required string Text { get; init; }

    /// <summary>How many passages the document has.</summary>
    public int Total { get; init; }

    public bool Done { get; init; }
}
