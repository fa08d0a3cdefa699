using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Core;

/// <summary>What the tenant's administrators decided, for whoever works in its name: nobody else knows where it stands.</summary>
internal static class SettingsStore
{
    public const string Columns = "ocr_languages, own_approval, training_allowed, number_gate";

    /// <summary>As a condition within a statement that has <c>@TenantId</c>: asked in each of a long export's transactions.</summary>
    public const string TrainingAllowed = "(SELECT training_allowed FROM tenants WHERE tenant_id = @TenantId)";

    private const string Sql = $"SELECT {Columns} FROM tenants WHERE tenant_id = @tenantId";

    public static Task<TenantSettings> Read(NpgsqlConnection connection, Guid tenantId) =>
        connection.QuerySingleAsync<TenantSettings>(Sql, new { tenantId });

    /// <summary>The same as one of several queries.</summary>
    public static NpgsqlBatchCommand Query(Guid tenantId) => Statement.From(Sql, new { tenantId });
}
