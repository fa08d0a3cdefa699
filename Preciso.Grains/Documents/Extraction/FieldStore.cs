using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Documents.Extraction;

/// <summary>Fields and their checks in the database.</summary>
internal static class FieldStore
{
    private const string Columns =
        "name, type, printed, value, page, box::text, snippet, method, confidence, origin, version, corrected_by";

    public static async Task<IReadOnlyList<DocumentField>> Read(NpgsqlConnection connection, Guid documentId) =>
        [.. (await connection.QueryAsync<StoredField>(
            $"SELECT {Columns} FROM document_fields WHERE document_id = @documentId ORDER BY name", new { documentId }))
            .Select(row => row.ToField())];

    /// <summary>What people have corrected, as one of several queries; see <see cref="Parse"/>.</summary>
    public static NpgsqlBatchCommand CorrectedQuery(Guid documentId) => Statement.From(
        $"SELECT {Columns} FROM document_fields WHERE document_id = @documentId AND origin <> 'extracted' ORDER BY name",
        new { documentId });

    public static IReadOnlyList<DocumentField> Parse(NpgsqlDataReader reader) =>
        [.. reader.Parse<StoredField>().Select(row => row.ToField())];

    public static async Task<DocumentField?> Lock(NpgsqlConnection connection, Guid documentId, string name) =>
        (await connection.QuerySingleOrDefaultAsync<StoredField>(
            $"SELECT {Columns} FROM document_fields WHERE document_id = @documentId AND name = @name FOR UPDATE",
            new { documentId, name }))?.ToField();

    /// <summary>Replaces what an earlier reading found. What people corrected stays, as long as the type has such a field.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Replacement(
        Guid tenantId, Guid documentId, DocumentType type, IReadOnlyList<DocumentField> fields) =>
    [
        Statement.From(
            "DELETE FROM document_fields WHERE document_id = @documentId AND (origin = 'extracted' OR name <> ALL (@known))",
            new { documentId, known = type.Fields.Select(field => field.Name).ToArray() }),
        Statement.From($"{Insert} ON CONFLICT (document_id, name) DO NOTHING", ToRows(tenantId, documentId, fields)),
    ];

    public static async Task Correct(UnitOfWork unit, Guid documentId, DocumentField? before, DocumentField after)
    {
        await (before is null
            ? unit.WriteOne(Insert, ToRows(unit.Caller.TenantId, documentId, [after]))
            : unit.WriteOne(
                """
                UPDATE document_fields
                SET printed = @Printed, value = @Value, page = @Page, box = @box::jsonb, snippet = @Snippet, confidence = @Confidence,
                    method = @method, origin = @origin, version = @Version, corrected_by = @CorrectedBy
                WHERE document_id = @documentId AND name = @Name AND version = @Version - 1
                """,
                new
                {
                    documentId, after.Name, after.Printed, after.Value, after.Page, box = Json(after.Box), after.Snippet, after.Confidence,
                    method = Snake.Case(after.Method), origin = Snake.Case(after.Origin), after.Version, after.CorrectedBy,
                }));
        await unit.WriteOne(
            """
            INSERT INTO field_corrections (
                correction_id, tenant_id, document_id, field, version, before, after, page, box_before, box_after, corrected_by,
                corrected_at)
            VALUES (
                @correctionId, @TenantId, @documentId, @Name, @Version, @before, @Printed, @Page, @boxBefore::jsonb, @boxAfter::jsonb,
                @UserId, @Now)
            """,
            new
            {
                correctionId = Guid.CreateVersion7(), unit.Caller.TenantId, documentId, after.Name, after.Version,
                before = before?.Printed, after.Printed, after.Page,
                boxBefore = before is null ? null : Json(before.Box), boxAfter = Json(after.Box), unit.Caller.UserId, unit.Now,
            });
    }

    /// <summary>
    /// How the checks came out, as far as the reader may know: a duplicate that only the owner may see is theirs to know.
    /// </summary>
    public static async Task<IReadOnlyList<FieldCheck>> Checks(NpgsqlConnection connection, Caller reader, Guid documentId)
    {
        var rows = await connection.QueryAsync<(
            string Rule, string? Field, string Outcome, string? Code, string? Reason, string? Expected, string? Actual, double? Similarity,
            Guid? Other)>(
            """
            SELECT rule, field, outcome, code, reason, expected, actual, similarity, other_id
            FROM field_checks
            WHERE document_id = @documentId
              AND (other_id IS NULL OR other_id IN (SELECT v.document_id FROM visible_documents(@TenantId, @UserId) v))
            ORDER BY ordinal
            """,
            new { documentId, reader.TenantId, reader.UserId });
        return [.. rows.Select(row => new FieldCheck(
            row.Rule, row.Field, Snake.Parse<CheckOutcome>(row.Outcome), row.Code, row.Reason, row.Expected, row.Actual, row.Similarity,
            row.Other))];
    }

    public static IEnumerable<NpgsqlBatchCommand> ChecksReplacement(Guid tenantId, Guid documentId, IReadOnlyList<FieldCheck> checks) =>
    [
        Statement.From("DELETE FROM field_checks WHERE document_id = @documentId", new { documentId }),
        Statement.From(
            """
            INSERT INTO field_checks (tenant_id, document_id, ordinal, rule, field, outcome, code, reason, expected, actual, similarity,
                                      other_id)
            SELECT @tenantId, @documentId, c.n - 1, c.rule, c.field, c.outcome, c.code, c.reason, c.expected, c.actual, c.similarity,
                   c.other
            FROM unnest(@rules, @fields, @outcomes, @codes, @reasons, @expected, @actual, @similarities, @others)
                WITH ORDINALITY AS c (rule, field, outcome, code, reason, expected, actual, similarity, other, n)
            """,
            new
            {
                tenantId, documentId,
                rules = checks.Select(check => check.Rule).ToArray(),
                fields = checks.Select(check => check.Field).ToArray(),
                outcomes = checks.Select(check => Snake.Case(check.Outcome)).ToArray(),
                codes = checks.Select(check => check.Code).ToArray(),
                reasons = checks.Select(check => check.Reason).ToArray(),
                expected = checks.Select(check => check.Expected).ToArray(),
                actual = checks.Select(check => check.Actual).ToArray(),
                similarities = checks.Select(check => check.Similarity).ToArray(),
                others = checks.Select(check => check.Other).ToArray(),
            }),
    ];

    private const string Insert =
        """
        INSERT INTO document_fields (
            tenant_id, document_id, name, type, printed, value, page, box, snippet, method, confidence, origin, version, corrected_by)
        SELECT @tenantId, @documentId, f.name, f.type, f.printed, f.value, f.page, f.box::jsonb, f.snippet, f.method, f.confidence,
               f.origin, f.version, f.corrected_by
        FROM unnest(@names, @types, @printed, @values, @pages, @boxes, @snippets, @methods, @confidences, @origins, @versions, @correctors)
            AS f (name, type, printed, value, page, box, snippet, method, confidence, origin, version, corrected_by)
        """;

    private static object ToRows(Guid tenantId, Guid documentId, IReadOnlyList<DocumentField> fields) => new
    {
        tenantId, documentId,
        names = fields.Select(field => field.Name).ToArray(),
        types = fields.Select(field => Snake.Case(field.Type)).ToArray(),
        printed = fields.Select(field => field.Printed).ToArray(),
        values = fields.Select(field => field.Value).ToArray(),
        pages = fields.Select(field => field.Page).ToArray(),
        boxes = fields.Select(field => Json(field.Box)).ToArray(),
        snippets = fields.Select(field => field.Snippet).ToArray(),
        methods = fields.Select(field => Snake.Case(field.Method)).ToArray(),
        confidences = fields.Select(field => field.Confidence).ToArray(),
        origins = fields.Select(field => Snake.Case(field.Origin)).ToArray(),
        versions = fields.Select(field => field.Version).ToArray(),
        correctors = fields.Select(field => field.CorrectedBy).ToArray(),
    };

    private static string Json(Box box) => JsonSerializer.Serialize(box, PrecisoJson.Options);

    private sealed class StoredField
    {
        public required string Name { get; init; }
        public required string Type { get; init; }
        public required string Printed { get; init; }
        public string? Value { get; init; }
        public int Page { get; init; }
        public required string Box { get; init; }
        public required string Snippet { get; init; }
        public required string Method { get; init; }
        public double Confidence { get; init; }
        public required string Origin { get; init; }
        public int Version { get; init; }
        public Guid? CorrectedBy { get; init; }

        public DocumentField ToField() => new(
            Name, Snake.Parse<FieldType>(Type), Printed, Value, Page, JsonSerializer.Deserialize<Box>(Box, PrecisoJson.Options), Snippet,
            Snake.Parse<ReadingMethod>(Method), Confidence, Snake.Parse<FieldOrigin>(Origin), Version, CorrectedBy);
    }
}
