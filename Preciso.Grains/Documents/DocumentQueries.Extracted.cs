using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Documents.Extraction;
using Preciso.Reading.Facts;

namespace Preciso.Grains.Documents;

/// <summary>What was extracted from a document.</summary>
public sealed partial class DocumentQueries
{
    private const int FactsAtOnce = 500;
    private const int TablesAtOnce = 100;

    public Task<Listing<DocumentTable>> Tables(
        Caller caller, Guid documentId, int? page, string? cursor, CancellationToken cancel) => Inside(
        caller,
        documentId,
        async connection =>
        {
            var from = FromCursor(cursor);
            var rows = await connection.QueryAsync<(int Page, string Method, string Table)>(
                $"""
                SELECT t.page, p.method, {DocumentPages.Table}::text
                FROM document_tables t JOIN document_pages p USING (document_id, page)
                WHERE document_id = @documentId AND (@page::int IS NULL OR page = @page)
                ORDER BY t.page, t.ordinal OFFSET @from LIMIT @TablesAtOnce + 1
                """,
                new { documentId, page, from, TablesAtOnce });
            return Part(
                rows.Select(row => new DocumentTable(row.Page, Snake.Parse<ReadingMethod>(row.Method), Parse<PageTable>(row.Table))),
                from,
                TablesAtOnce);
        },
        found => found.Items.Select(table => table.Page),
        cancel);

    public Task<Listing<Fact>> Facts(
        Caller caller, Guid documentId, int? page, string? search, string? cursor, CancellationToken cancel) => Inside(
        caller,
        documentId,
        async connection =>
        {
            var from = FromCursor(cursor);
            var rows = await connection.QueryAsync<FactRecord>(
                $"""
                 SELECT {FactStore.Columns} FROM facts
                 WHERE document_id = @documentId AND (@page::int IS NULL OR page = @page)
                   AND (@key::text IS NULL OR strpos(metric_key, @key) > 0)
                 ORDER BY ordinal OFFSET @from LIMIT @FactsAtOnce + 1
                 """,
                new { documentId, page, key = MetricKeys.FromSearch(search), from, FactsAtOnce });
            return Part(rows.Select(row => row.ToFact()), from, FactsAtOnce);
        },
        found => found.Items.Select(fact => fact.Page),
        cancel);

    public Task<IReadOnlyList<NumberLedger>> Numbers(
        Caller caller, Guid documentId, int from, int count, CancellationToken cancel) => Inside(
        caller,
        documentId,
        async connection =>
        {
            var rows = await connection.QueryAsync<(
                int Page, int Numbers, int InFacts, int InCells, int InText, string Lost, string Totals)>(
                """
                SELECT page, numbers, in_facts, in_cells, in_text, lost::text, totals::text
                FROM number_ledgers WHERE document_id = @documentId AND page >= @from ORDER BY page LIMIT @most
                """,
                new { documentId, from, most = Math.Clamp(count, 1, MostAtOnce) });
            return (IReadOnlyList<NumberLedger>)[.. rows.Select(row => new NumberLedger(
                row.Page, row.Numbers, row.InFacts, row.InCells, row.InText, Parse<List<LostNumber>>(row.Lost),
                Parse<List<TotalCheck>>(row.Totals)))];
        },
        found => found.Select(ledger => ledger.Page),
        cancel);

    public Task<DocumentFields> Fields(Caller caller, Guid documentId, CancellationToken cancel) => Inside(
        caller,
        documentId,
        async connection =>
        {
            var (type, confidence) = await connection.QuerySingleAsync<(string? Type, double? Confidence)>(
                "SELECT type, type_confidence FROM documents WHERE document_id = @documentId", new { documentId });
            var definition = type is null ? null : await types.Find(connection, type);
            return new DocumentFields(
                type, confidence, definition?.Fields ?? [], await FieldStore.Read(connection, documentId),
                await FieldStore.Checks(connection, caller, documentId));
        },
        found => found.Fields.Select(field => field.Page),
        cancel);

    /// <summary>Who looked at which pages is on the audit trail.</summary>
    private Task<T> Inside<T>(
        Caller caller, Guid documentId, Func<NpgsqlConnection, Task<T>> query, Func<T, IEnumerable<int>> pages,
        CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            await RequireVisible(connection, caller, documentId);
            var found = await query(connection);
            var seen = pages(found).Order().ToList();
            if (seen.Count > 0)
            {
                await DocumentViews.Record(connection, caller, documentId, seen[0], seen[^1], time.GetUtcNow());
            }
            return found;
        },
        cancel);

    /// <summary>A part of a list whose cursor is a place in it; of one item more than are shown.</summary>
    private static Listing<T> Part<T>(IEnumerable<T> items, int from, int most)
    {
        var shown = items.ToList();
        return shown.Count <= most
            ? new Listing<T>(shown)
            : new Listing<T>(shown[..most], (from + most).ToString(CultureInfo.InvariantCulture));
    }

    private static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, PrecisoJson.Options)!;
}
