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
    /// <summary>A row t of document_tables as the JSON of a <see cref="PageTable"/>.</summary>
    internal const string Table =
        """
        jsonb_build_object('ordinal', t.ordinal, 'box', t.box, 'rows', t.rows, 'columns', t.columns, 'cells', t.cells,
                           'confidence', t.confidence, 'title', t.title, 'unit', t.unit, 'continues', t.continues)
        """;

    /// <summary>Forgets what other jobs read of the document.</summary>
    public static NpgsqlBatchCommand Clear(ClaimedJob job) => Statement.From(
        "DELETE FROM document_pages WHERE document_id = @DocumentId AND job_id IS DISTINCT FROM @JobId", new { job.DocumentId, job.JobId });

    /// <summary>Forgets all of it.</summary>
    public static NpgsqlBatchCommand ClearAll(ClaimedJob job) =>
        Statement.From("DELETE FROM document_pages WHERE document_id = @DocumentId", new { job.DocumentId });

    /// <summary>The numbers of those that an earlier attempt of the job has read.</summary>
    public static NpgsqlBatchCommand ReadBy(ClaimedJob job) => Statement.From(
        "SELECT page FROM document_pages WHERE document_id = @DocumentId AND job_id = @JobId", new { job.DocumentId, job.JobId });

    public static NpgsqlBatchCommand Insertion(ClaimedJob job, IReadOnlyList<PageReading> pages) => Statement.From(
        """
        WITH written AS (
            INSERT INTO document_pages (tenant_id, document_id, job_id, page, name, language, width, height, method, confidence, quality,
                                        blocks, attempts, stated, dropped)
            SELECT @TenantId, @DocumentId, @JobId, p.page, p.name, p.language, p.width, p.height, p.method, p.confidence, p.quality,
                   p.blocks::jsonb, p.attempts::jsonb, p.stated::jsonb, p.dropped::jsonb
            FROM unnest(@page, @name, @language, @width, @height, @method, @confidence, @quality, @blocks, @attempts, @stated, @dropped)
                 AS p (page, name, language, width, height, method, confidence, quality, blocks, attempts, stated, dropped)
            RETURNING page)
        INSERT INTO document_tables (tenant_id, document_id, page, ordinal, box, rows, columns, title, unit, continues, confidence, cells)
        SELECT @TenantId, @DocumentId, w.page, (t ->> 'ordinal')::int, t -> 'box', (t ->> 'rows')::int, (t ->> 'columns')::int,
               t ->> 'title', t ->> 'unit', (t ->> 'continues')::boolean, (t ->> 'confidence')::double precision, t -> 'cells'
        FROM unnest(@page, @tables) AS p (page, tables) JOIN written w USING (page) CROSS JOIN jsonb_array_elements(p.tables::jsonb) t
        """,
        new
        {
            job.TenantId,
            job.DocumentId,
            job.JobId,
            page = pages.Select(page => page.Page).ToArray(),
            name = pages.Select(page => page.Name).ToArray(),
            language = pages.Select(page => page.Language).ToArray(),
            quality = pages.Select(page => page.Quality).ToArray(),
            stated = pages.Select(page => JsonSerializer.Serialize(page.Stated, PrecisoJson.Options)).ToArray(),
            dropped = pages.Select(page => JsonSerializer.Serialize(page.Dropped, PrecisoJson.Options)).ToArray(),
            tables = pages.Select(page => JsonSerializer.Serialize(page.Tables, PrecisoJson.Options)).ToArray(),
            width = pages.Select(page => page.Width).ToArray(),
            height = pages.Select(page => page.Height).ToArray(),
            method = pages.Select(page => Snake.Case(page.Method)).ToArray(),
            confidence = pages.Select(page => page.Confidence).ToArray(),
            blocks = pages.Select(page => JsonSerializer.Serialize(page.Blocks, PrecisoJson.Options)).ToArray(),
            attempts = pages.Select(page => JsonSerializer.Serialize(page.Attempts, PrecisoJson.Options)).ToArray(),
        });

    public Task<List<PageReading>> Read(Guid tenantId, Guid documentId, int from, int count, CancellationToken cancel) =>
        database.Query(tenantId, connection => Read(connection, documentId, from, count), cancel);

    public static async Task<List<PageReading>> Read(NpgsqlConnection connection, Guid documentId, int from, int count)
    {
        var rows = await connection.QueryAsync<StoredPage>(
            $"""
            SELECT page, name, language, width, height, method, confidence, quality, blocks, attempts, stated, dropped,
                   (SELECT jsonb_agg({Table} ORDER BY t.ordinal)
                    FROM document_tables t WHERE t.document_id = p.document_id AND t.page = p.page) AS tables
            FROM document_pages p WHERE document_id = @documentId AND page >= @from ORDER BY page LIMIT @count
            """,
            new { documentId, from, count });
        return [.. rows.Select(row => row.ToReading())];
    }

    private sealed class StoredPage
    {
        public int Page { get; init; }
        public string? Name { get; init; }
        public string? Language { get; init; }
        public double Quality { get; init; }
        public required string Stated { get; init; }
        public required string Dropped { get; init; }
        public string? Tables { get; init; }
        public double Width { get; init; }
        public double Height { get; init; }
        public required string Method { get; init; }
        public double Confidence { get; init; }
        public required string Blocks { get; init; }
        public required string Attempts { get; init; }

        public PageReading ToReading() => new(
            Page, Width, Height, Snake.Parse<ReadingMethod>(Method), Confidence,
            JsonSerializer.Deserialize<List<TextBlock>>(Blocks, PrecisoJson.Options)!,
            JsonSerializer.Deserialize<List<ReadingAttempt>>(Attempts, PrecisoJson.Options)!)
        {
            Name = Name,
            Language = Language,
            Quality = Quality,
            Tables = Tables is null ? [] : JsonSerializer.Deserialize<List<PageTable>>(Tables, PrecisoJson.Options)!,
            Stated = JsonSerializer.Deserialize<List<Fact>>(Stated, PrecisoJson.Options)!,
            Dropped = JsonSerializer.Deserialize<List<string>>(Dropped, PrecisoJson.Options)!,
        };
    }
}
