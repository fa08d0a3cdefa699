using System.Text.Json;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Preciso.Documents;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Extraction;

/// <summary>Facts and the ledger of numbers in the database.</summary>
internal static class FactStore
{
    public const string Columns =
        """
        page, ordinal, source, entity, metric, metric_key, printed, value, unit, scale, scale_printed, currency, decimals, period_printed,
        period_key, period_start, period_end, table_ordinal, cell_row, cell_column, box::text, snippet, method, confidence,
        basis, segment
        """;

    public static NpgsqlBatchCommand Clear(Guid documentId) => Statement.From(
        """
        WITH gone AS (DELETE FROM facts WHERE document_id = @documentId)
        DELETE FROM number_ledgers WHERE document_id = @documentId
        """,
        new { documentId });

    public static IEnumerable<NpgsqlBatchCommand> Insertion(
        Guid tenantId, Guid documentId, IReadOnlyList<Fact> facts, IReadOnlyList<NumberLedger> ledgers) =>
        [Facts(tenantId, documentId, facts), Ledgers(tenantId, documentId, ledgers)];

    private static NpgsqlBatchCommand Facts(Guid tenantId, Guid documentId, IReadOnlyList<Fact> facts) => new(
        """
        INSERT INTO facts (tenant_id, document_id, page, ordinal, source, entity, metric, metric_key, printed, value, unit, scale,
                           scale_printed, currency, decimals, period_printed, period_key, period_start, period_end, table_ordinal,
                           cell_row, cell_column, box, snippet, method, confidence, basis, segment)
        SELECT $1, $2, f.*
        FROM unnest($3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
                    $27, $28)
             AS f (page, ordinal, source, entity, metric, metric_key, printed, value, unit, scale, scale_printed, currency, decimals,
                   period_printed, period_key, period_start, period_end, table_ordinal, cell_row, cell_column, box, snippet, method,
                   confidence, basis, segment)
        """)
    {
        Parameters =
        {
            new() { Value = tenantId }, new() { Value = documentId },
            Column(facts, fact => fact.Page), Column(facts, fact => fact.Ordinal), Column(facts, fact => Snake.Case(fact.Source)),
            Column(facts, fact => fact.Entity), Column(facts, fact => fact.Metric), Column(facts, fact => fact.MetricKey),
            Column(facts, fact => fact.Printed), Column(facts, fact => fact.Value), Column(facts, fact => fact.Unit),
            Column(facts, fact => fact.Scale), Column(facts, fact => fact.ScalePrinted), Column(facts, fact => fact.Currency),
            Column(facts, fact => fact.Decimals), Column(facts, fact => fact.Period?.Printed), Column(facts, fact => fact.Period?.Key),
            Column(facts, fact => fact.Period?.Start), Column(facts, fact => fact.Period?.End), Column(facts, fact => fact.Cell?.Table),
            Column(facts, fact => fact.Cell?.Row), Column(facts, fact => fact.Cell?.Column), Json(facts, fact => fact.Box),
            Column(facts, fact => fact.Snippet), Column(facts, fact => Snake.Case(fact.Method)), Column(facts, fact => fact.Confidence),
            Column(facts, fact => fact.Basis), Column(facts, fact => fact.Segment),
        },
    };

    private static NpgsqlBatchCommand Ledgers(Guid tenantId, Guid documentId, IReadOnlyList<NumberLedger> ledgers) => new(
        """
        INSERT INTO number_ledgers (tenant_id, document_id, page, numbers, in_facts, in_cells, in_text, lost, totals)
        SELECT $1, $2, l.* FROM unnest($3, $4, $5, $6, $7, $8, $9) AS l (page, numbers, in_facts, in_cells, in_text, lost, totals)
        """)
    {
        Parameters =
        {
            new() { Value = tenantId }, new() { Value = documentId },
            Column(ledgers, ledger => ledger.Page), Column(ledgers, ledger => ledger.Numbers), Column(ledgers, ledger => ledger.InFacts),
            Column(ledgers, ledger => ledger.InCells), Column(ledgers, ledger => ledger.InText), Json(ledgers, ledger => ledger.Lost),
            Json(ledgers, ledger => ledger.Totals),
        },
    };

    private static NpgsqlParameter Column<TItem, TValue>(IReadOnlyList<TItem> items, Func<TItem, TValue> value) =>
        new NpgsqlParameter<TValue[]> { TypedValue = [.. items.Select(value)] };

    private static NpgsqlParameter Json<TItem, TValue>(IReadOnlyList<TItem> items, Func<TItem, TValue> value) => new()
    {
        Value = items.Select(item => JsonSerializer.Serialize(value(item), PrecisoJson.Options)).ToArray(),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
    };
}

/// <summary>A fact as stored.</summary>
internal class FactRecord
{
    public int Page { get; init; }
    public int Ordinal { get; init; }
    public required string Source { get; init; }
    public string? Entity { get; init; }
    public required string Metric { get; init; }
    public required string MetricKey { get; init; }
    public required string Printed { get; init; }
    public decimal? Value { get; init; }
    public string? Unit { get; init; }
    public decimal Scale { get; init; }
    public string? ScalePrinted { get; init; }
    public string? Currency { get; init; }
    public string? Decimals { get; init; }
    public string? PeriodPrinted { get; init; }
    public string? PeriodKey { get; init; }
    public DateOnly? PeriodStart { get; init; }
    public DateOnly? PeriodEnd { get; init; }
    public int? TableOrdinal { get; init; }
    public int? CellRow { get; init; }
    public int? CellColumn { get; init; }
    public required string Box { get; init; }
    public required string Snippet { get; init; }
    public required string Method { get; init; }
    public double Confidence { get; init; }
    public string? Basis { get; init; }
    public string? Segment { get; init; }

    public Fact ToFact() => new(
        Page, Ordinal, Snake.Parse<FactSource>(Source), Entity, Metric, MetricKey, Printed, Value, Unit, Scale, ScalePrinted, Currency,
        PeriodKey is null ? null : new FactPeriod(PeriodPrinted!, PeriodKey, PeriodStart, PeriodEnd),
        CellRow is null ? null : new FactCell(TableOrdinal!.Value, CellRow.Value, CellColumn!.Value),
        JsonSerializer.Deserialize<Box>(Box, PrecisoJson.Options), Snippet, Snake.Parse<ReadingMethod>(Method), Confidence, Decimals)
    {
        Basis = Basis,
        Segment = Segment,
    };
}
