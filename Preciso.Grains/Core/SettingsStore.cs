using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Core;

/// <summary>What the tenant's administrators decided, for whoever works in its name.</summary>
internal static class SettingsStore
{
    private const string Sql = "SELECT ocr_languages, own_approval, training_allowed, number_gate FROM tenants WHERE tenant_id = @tenantId";

    public static Task<TenantSettings> Read(NpgsqlConnection connection, Guid tenantId) => connection.QuerySingleAsync<TenantSettings>(Sql, new { tenantId });

    public static NpgsqlBatchCommand Query(Guid tenantId) => Statement.Of(Sql, new { tenantId });
}
