using Dapper;
using Npgsql;
using Preciso.Documents;
using Waiting = Preciso.Grains.Documents.Reviews.ReviewQueue;

namespace Preciso.Grains.Documents;

/// <summary>What people did with a document, what waits for them, and what hangs together with it.</summary>
public sealed partial class DocumentQueries
{
    public Task<IReadOnlyList<DocumentChange>> History(Caller caller, Guid documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            await RequireVisible(connection, caller, documentId);
            return (IReadOnlyList<DocumentChange>)(await connection.QueryAsync<ChangeRow>(
                """
                SELECT 'corrected' AS kind, u.name AS by_name, c.corrected_at AS at, c.field, c.before, c.after, NULL AS note,
                       NULL::text[] AS fields, c.page, NULL::int AS table_ordinal, NULL::int AS cell_row, NULL::int AS cell_column
                FROM field_corrections c JOIN users u ON u.user_id = c.corrected_by WHERE c.document_id = @documentId
                UNION ALL
                SELECT 'cell_corrected', u.name, c.corrected_at, NULL, c.before, c.after, NULL, NULL, c.page, c.table_ordinal, c.cell_row,
                       c.cell_column
                FROM cell_corrections c JOIN users u ON u.user_id = c.corrected_by WHERE c.document_id = @documentId
                UNION ALL
                SELECT a.decision, u.name, a.decided_at, NULL, NULL, NULL, a.note, a.fields, NULL, NULL, NULL, NULL
                FROM approvals a JOIN users u ON u.user_id = a.decided_by WHERE a.document_id = @documentId
                ORDER BY at DESC LIMIT 500
                """,
                new { documentId })).Select(row => row.ToChange()).ToList();
        },
        cancel);

    public Task<IReadOnlyList<ChildView>> Children(Caller caller, Guid documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            await RequireVisible(connection, caller, documentId);
            var rows = await connection.QueryAsync<(string Name, Guid? ChildId, string? State, string? ErrorCode, string? ErrorDetail)>(
                """
                SELECT c.name, v.document_id, d.state, c.error_code, c.error_detail
                FROM document_children c
                LEFT JOIN visible_documents(@TenantId, @UserId) v ON v.document_id = c.child_id
                LEFT JOIN documents d ON d.document_id = v.document_id
                WHERE c.parent_id = @documentId ORDER BY c.ordinal
                """,
                new { caller.TenantId, caller.UserId, documentId });
            return (IReadOnlyList<ChildView>)[.. rows.Select(row => new ChildView(
                row.Name, row.ChildId, row.State is null ? null : Snake.Parse<DocumentState>(row.State),
                row.ErrorCode is null ? null : new DocumentProblem(row.ErrorCode, row.ErrorDetail!)))];
        },
        cancel);

    public Task<IReadOnlyList<Guid>> Parts(Caller caller, Guid documentId, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            await RequireVisible(connection, caller, documentId);
            return (IReadOnlyList<Guid>)(await connection.QueryAsync<Guid>(
                """
                WITH RECURSIVE
                    visible AS MATERIALIZED (SELECT document_id FROM visible_documents(@TenantId, @UserId)),
                    parts AS (
                        SELECT c.child_id FROM document_children c JOIN visible v ON v.document_id = c.child_id
                        WHERE c.parent_id = @documentId
                        UNION
                        SELECT c.child_id FROM parts p JOIN document_children c ON c.parent_id = p.child_id
                            JOIN visible v ON v.document_id = c.child_id)
                SELECT child_id FROM parts WHERE child_id <> @documentId
                """,
                new { caller.TenantId, caller.UserId, documentId })).AsList();
        },
        cancel);

    public Task<Listing<ReviewItem>> ReviewQueue(Caller caller, ReviewFilter filter, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var limit = Math.Clamp(filter.Limit, 1, 200);
            var found = await VisibleDocuments.Read(
                connection,
                $"""
                WHERE {Waiting.Filter} AND {Waiting.After(filter.Order)}
                ORDER BY {Waiting.OrderBy(filter.Order)} LIMIT @most
                """,
                Waiting.Parameters(caller, filter, time.GetUtcNow(), limit + 1));
            var sure = await Sureness(connection, found);
            return Waiting.Page([.. found.Select(shown => ToReview(shown, sure[shown.Document.Id]))], caller, limit);
        },
        cancel);

    /// <summary>How sure the fields are as they stand now, corrections among them.</summary>
    private static async Task<Dictionary<Guid, (double? Lowest, int Failed, bool Passed)>> Sureness(
        NpgsqlConnection connection, IReadOnlyList<VisibleDocument> found) =>
        (await connection.QueryAsync<(Guid Id, double? Lowest, int Failed, bool Passed)>(
            """
            SELECT d.id, (SELECT min(confidence) FROM document_fields WHERE document_id = d.id), c.failed, c.passed
            FROM unnest(@ids) AS d (id)
            CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE outcome = 'fail')::int AS failed, count(*) FILTER (WHERE outcome <> 'pass') = 0 AS passed
                FROM field_checks WHERE document_id = d.id) c
            """,
            new { ids = found.Select(shown => shown.Document.Id).ToArray() }))
            .ToDictionary(row => row.Id, row => (row.Lowest, row.Failed, row.Passed));

    private static async Task<IReadOnlyList<ParentView>> Parents(NpgsqlConnection connection, Caller caller, Guid documentId) =>
        (await connection.QueryAsync<ParentView>(
            """
            SELECT d.document_id, d.filename FROM document_children c
            JOIN visible_documents(@TenantId, @UserId) v ON v.document_id = c.parent_id
            JOIN documents d ON d.document_id = c.parent_id
            WHERE c.child_id = @documentId ORDER BY d.document_id
            """,
            new { caller.TenantId, caller.UserId, documentId })).AsList();

    private static ReviewItem ToReview(VisibleDocument shown, (double? Lowest, int Failed, bool Passed) sure)
    {
        var document = shown.Document;
        return new ReviewItem(
            document.Id, document.Filename, document.Type, document.TypeConfidence, shown.OwnerName, document.AssigneeId,
            shown.AssigneeName, document.Error!, sure.Failed, document.Extraction?.LostNumbers ?? 0, document.Approval,
            document.ReviewSince!.Value, sure.Lowest, sure.Passed);
    }

    private sealed class ChangeRow
    {
        public required string Kind { get; init; }
        public required string ByName { get; init; }
        public DateTimeOffset At { get; init; }
        public string? Field { get; init; }
        public string? Before { get; init; }
        public string? After { get; init; }
        public string? Note { get; init; }
        public string[]? Fields { get; init; }
        public int? Page { get; init; }
        public int? TableOrdinal { get; init; }
        public int? CellRow { get; init; }
        public int? CellColumn { get; init; }

        public DocumentChange ToChange() => new(
            Kind, ByName, At, Field, Before, After, Note, Fields, Page,
            CellRow is null ? null : new FactCell(TableOrdinal!.Value, CellRow.Value, CellColumn!.Value));
    }
}
