using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents;

/// <summary>Pages in the database: words with boxes as JSON, written in batches.</summary>
public sealed class DocumentPages(Database database)
{
    /// <summary>Forgets what an earlier attempt read.</summary>
    public Task Clear(ClaimedJob job, CancellationToken cancel) => Leased(
        job, "DELETE FROM document_pages WHERE document_id = @DocumentId", new { job.DocumentId }, cancel);

    public Task Write(ClaimedJob job, IReadOnlyList<PageReading> pages, CancellationToken cancel) => Leased(
        job,
        """
        INSERT INTO document_pages (tenant_id, document_id, page, width, height, method, confidence, blocks, attempts)
        SELECT @TenantId, @DocumentId, p.page, p.width, p.height, p.method, p.confidence, p.blocks::jsonb, p.attempts::jsonb
        FROM unnest(@page, @width, @height, @method, @confidence, @blocks, @attempts)
             AS p (page, width, height, method, confidence, blocks, attempts)
        """,
        new
        {
            job.TenantId,
            job.DocumentId,
            page = pages.Select(page => page.Page).ToArray(),
            width = pages.Select(page => page.Width).ToArray(),
            height = pages.Select(page => page.Height).ToArray(),
            method = pages.Select(page => Snake.Case(page.Method)).ToArray(),
            confidence = pages.Select(page => page.Confidence).ToArray(),
            blocks = pages.Select(page => JsonSerializer.Serialize(page.Blocks, PrecisoJson.Options)).ToArray(),
            attempts = pages.Select(page => JsonSerializer.Serialize(page.Attempts, PrecisoJson.Options)).ToArray(),
        },
        cancel);

    public Task<List<PageReading>> Read(Guid tenantId, Guid documentId, int from, int count, CancellationToken cancel) =>
        database.Query(tenantId, connection => Read(connection, documentId, from, count), cancel);

    public static async Task<List<PageReading>> Read(NpgsqlConnection connection, Guid documentId, int from, int count)
    {
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT page, width, height, method, confidence, blocks, attempts
            FROM document_pages WHERE document_id = @documentId AND page >= @from ORDER BY page LIMIT @count
            """,
            new { documentId, from, count });
        return [.. rows.Select(row => row.ToReading())];
    }

    private Task Leased(ClaimedJob job, string sql, object parameters, CancellationToken cancel) => database.Query(
        job.TenantId,
        async connection =>
        {
            await JobQueue.HoldLease(connection, job.JobId, job.Attempt);
            return await connection.ExecuteAsync(sql, parameters);
        },
        cancel);

    private sealed class Row
    {
        public int Page { get; init; }
        public double Width { get; init; }
        public double Height { get; init; }
        public required string Method { get; init; }
        public double Confidence { get; init; }
        public required string Blocks { get; init; }
        public required string Attempts { get; init; }

        public PageReading ToReading() => new(
            Page, Width, Height, Snake.Parse<ReadingMethod>(Method), Confidence,
            JsonSerializer.Deserialize<List<TextBlock>>(Blocks, PrecisoJson.Options)!,
            JsonSerializer.Deserialize<List<ReadingAttempt>>(Attempts, PrecisoJson.Options)!);
    }
}
