using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Grains.Questions.Policies;

/// <summary>The newest decision of a tenant about its answers.</summary>
internal static class PolicyStore
{
    /// <summary>Of the tenant that <c>@TenantId</c> says; no row where nobody has decided anything.</summary>
    public const string Newest =
        "SELECT p.version, p.cache, p.rerank, p.compress, p.withheld, p.changed_by, p.changed_at FROM answer_policies p "
        + "WHERE p.tenant_id = @TenantId ORDER BY p.version DESC LIMIT 1";

    private const string Named =
        $"SELECT n.version, n.cache, n.rerank, n.compress, n.withheld, u.name AS changed_by, n.changed_at "
        + $"FROM ({Newest}) n JOIN users u ON u.user_id = n.changed_by";

    public static async Task<AnswerPolicy> Read(NpgsqlConnection connection, Guid tenantId) =>
        (await connection.QuerySingleOrDefaultAsync<PolicyRow>(Named, new { tenantId }))?.ToPolicy() ?? new AnswerPolicy();

    public static async Task<IReadOnlyList<AnswerField>> WithheldFrom(NpgsqlConnection connection, Caller reader) =>
        (await Read(connection, reader.TenantId)).WithheldFrom(reader.Role);

    /// <summary>What is withheld, as one of several queries; to be read by <see cref="ReadCodes"/>.</summary>
    public static NpgsqlBatchCommand CodesQuery(Guid tenantId) =>
        Statement.From($"SELECT n.withheld FROM ({Newest}) n", new { TenantId = tenantId });

    /// <summary>From this role; nothing where nobody has decided anything.</summary>
    public static async Task<IReadOnlyList<AnswerField>> ReadCodes(NpgsqlDataReader results, Role role) =>
        await results.ReadAsync()
            ? [.. FromCodes(results.GetFieldValue<string[]>(0)).Where(one => one.Role == role).Select(one => one.Field)]
            : [];

    /// <summary>As it is stored, in one order whatever the order of the words.</summary>
    public static string[] ToCodes(IEnumerable<WithheldField> withheld) =>
        [.. withheld.Distinct().OrderBy(one => (one.Role, one.Field)).Select(one => $"{Snake.Case(one.Role)}.{Snake.Case(one.Field)}")];

    public static IReadOnlyList<WithheldField> FromCodes(IEnumerable<string> codes) =>
        [.. codes.Select(code => code.Split('.')).Select(
            parts => new WithheldField(Snake.Parse<Role>(parts[0]), Snake.Parse<AnswerField>(parts[1])))];

    private sealed class PolicyRow
    {
        public int Version { get; init; }
        public bool Cache { get; init; }
        public bool Rerank { get; init; }
        public bool Compress { get; init; }
        public required string[] Withheld { get; init; }
        public string? ChangedBy { get; init; }
        public DateTimeOffset ChangedAt { get; init; }

        public AnswerPolicy ToPolicy() => new(Version, Cache, Rerank, Compress, FromCodes(Withheld), ChangedBy, ChangedAt);
    }
}
