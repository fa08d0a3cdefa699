using System.Globalization;
using Dapper;
using Preciso.Audit;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Audit;

/// <summary>The lines of one tenant that a filter finds, newest first.</summary>
internal static class AuditRows
{
    private const string Sql =
        """
        SELECT a.audit_id, a.seq, a.at, a.user_id, u.name AS user_name, a.action, a.outcome, a.job_id, a.document_id, a.address,
               a.detail::text, a.hash
        FROM audit a
        LEFT JOIN users u ON u.tenant_id = a.tenant_id AND u.user_id = a.user_id
        WHERE a.tenant_id = @TenantId
          AND (@before::bigint IS NULL OR a.audit_id < @before)
          AND (@userId::uuid IS NULL OR a.user_id = @userId)
          AND (@JobId::uuid IS NULL OR a.job_id = @JobId)
          AND (@DocumentId::uuid IS NULL OR a.document_id = @DocumentId)
          AND (@action::text IS NULL OR starts_with(a.action, @action))
          AND (@outcome::text IS NULL OR a.outcome = @outcome)
          AND (@address::text IS NULL OR a.address = @address)
          AND (@From::timestamptz IS NULL OR a.at >= @From)
          AND (@To::timestamptz IS NULL OR a.at < @To)
        ORDER BY a.audit_id DESC
        LIMIT @most
        """;

    public static Task<List<AuditEntry>> Find(
        Database database, Caller caller, AuditFilter filter, long? before, int most, CancellationToken cancel) => database.Query(
        caller.TenantId,
        async connection =>
        {
            var rows = await connection.QueryAsync<StoredEntry>(Sql, new
            {
                caller.TenantId,
                before,
                userId = filter.UserId,
                filter.JobId,
                filter.DocumentId,
                action = Given(filter.Action),
                outcome = filter.Outcome is { } outcome ? Snake.Case(outcome) : null,
                address = Given(filter.Address),
                filter.From,
                filter.To,
                most,
            });
            return rows.Select(row => row.ToEntry()).ToList();
        },
        cancel);

    public static string Encode(AuditEntry last) => last.Id.ToString(CultureInfo.InvariantCulture);

    public static long? Decode(string? cursor) => cursor switch
    {
        null or "" => null,
        _ when long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => id,
        _ => throw Cursor.Invalid(),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private sealed class StoredEntry
    {
        public long AuditId { get; init; }
        public long? Seq { get; init; }
        public DateTimeOffset At { get; init; }
        public Guid UserId { get; init; }
        public string? UserName { get; init; }
        public required string Action { get; init; }
        public required string Outcome { get; init; }
        public Guid? JobId { get; init; }
        public Guid? DocumentId { get; init; }
        public string? Address { get; init; }
        public required string Detail { get; init; }
        public byte[]? Hash { get; init; }

        public AuditEntry ToEntry() => new(
            AuditId, Seq, At, UserId, UserName, Action, Snake.Parse<AuditOutcome>(Outcome), JobId, DocumentId, Address, Detail,
            Hash is null ? null : Convert.ToHexStringLower(Hash));
    }
}
