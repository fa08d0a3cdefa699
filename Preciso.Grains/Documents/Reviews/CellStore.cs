using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Reviews;

/// <summary>Cells of tables as they stand, and what people made of them.</summary>
internal static class CellStore
{
    private const string LatestSql =
        """
        SELECT DISTINCT ON (page, table_ordinal, cell_row, cell_column)
               page, table_ordinal, cell_row, cell_column, version, read, after, corrected_by
        FROM cell_corrections WHERE document_id = @documentId
        ORDER BY page, table_ordinal, cell_row, cell_column, version DESC
        """;

    /// <summary>The cells of a table; nobody else corrects one of them until the transaction ends.</summary>
    public static async Task<List<TableCell>> Lock(NpgsqlConnection connection, Guid documentId, int page, int table)
    {
        var cells = await connection.QuerySingleOrDefaultAsync<string>(
            "SELECT cells::text FROM document_tables WHERE document_id = @documentId AND page = @page AND ordinal = @table FOR UPDATE",
            new { documentId, page, table });
        return cells is null
            ? throw ProblemException.NotFound("cell")
            : JsonSerializer.Deserialize<List<TableCell>>(cells, PrecisoJson.Options)!;
    }

    /// <summary>Writes the cells with the one that was corrected, and the correction; the answer is its id.</summary>
    public static async Task<Guid> Correct(
        UnitOfWork unit, Guid documentId, CorrectCell command, List<TableCell> cells, TableCell before, TableCell after)
    {
        cells[cells.IndexOf(before)] = after;
        var row = new
        {
            correctionId = Guid.CreateVersion7(), unit.Caller.TenantId, documentId, command.Page, command.Table, command.Row,
            command.Column, after.Correction!.Version, after.AsRead, before = before.Text, after = after.Text, unit.Caller.UserId,
            unit.Now, cells = JsonSerializer.Serialize(cells, PrecisoJson.Options),
        };
        await unit.WriteOne(
            "UPDATE document_tables SET cells = @cells::jsonb WHERE document_id = @documentId AND page = @Page AND ordinal = @Table", row);
        await unit.WriteOne(
            """
            INSERT INTO cell_corrections (
                correction_id, tenant_id, document_id, page, table_ordinal, cell_row, cell_column, version, read, before, after,
                corrected_by, corrected_at)
            VALUES (
                @correctionId, @TenantId, @documentId, @Page, @Table, @Row, @Column, @Version, @AsRead, @before, @after, @UserId, @Now)
            """,
            row);
        return row.correctionId;
    }

    /// <summary>What each cell was corrected to last, as one of several queries.</summary>
    public static NpgsqlBatchCommand LatestQuery(Guid documentId) => Statement.From(LatestSql, new { documentId });

    /// <summary>The newest of them: whoever follows it has followed all.</summary>
    public static Task<Guid?> Newest(NpgsqlConnection connection, Guid documentId) => connection.QuerySingleOrDefaultAsync<Guid?>(
        "SELECT correction_id FROM cell_corrections WHERE document_id = @documentId ORDER BY correction_id DESC LIMIT 1",
        new { documentId });
}

/// <summary>What a person made of one cell.</summary>
public sealed record CorrectedText
{
    public int Page { get; init; }
    public int TableOrdinal { get; init; }
    public int CellRow { get; init; }
    public int CellColumn { get; init; }
    public int Version { get; init; }
    public required string Read { get; init; }
    public required string After { get; init; }
    public Guid CorrectedBy { get; init; }

    /// <summary>
    /// The page with what people made of its cells. A correction stays with its cell as long as another reading reads there what was
    /// corrected; where it reads something else, nobody knows that it is still the same cell.
    /// </summary>
    public static PageReading Apply(PageReading page, IReadOnlyList<CorrectedText> corrections) =>
        corrections.Any(correction => correction.Page == page.Page)
            ? page with { Tables = [.. page.Tables.Select(table => Apply(page.Page, table, corrections))] }
            : page;

    private static PageTable Apply(int page, PageTable table, IReadOnlyList<CorrectedText> corrections) => table with
    {
        Cells = [.. table.Cells.Select(
            cell => corrections.FirstOrDefault(correction => correction.IsOf(page, table, cell))?.Apply(cell) ?? cell)],
    };

    private bool IsOf(int page, PageTable table, TableCell cell) =>
        (Page, TableOrdinal, CellRow, CellColumn) == (page, table.Ordinal, cell.Row, cell.Column) && cell.Correction is null
        && cell.Text == Read;

    private TableCell Apply(TableCell cell) => cell.Corrected(After, Version, CorrectedBy);
}
