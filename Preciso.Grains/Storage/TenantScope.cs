using Npgsql;

namespace Preciso.Grains.Storage;

public static class TenantScope
{
    private const string Sql = "SELECT set_config('preciso.tenant', $1, true)";

    /// <summary>For the rest of the transaction, or until the next tenant, the connection sees this tenant's rows.</summary>
    public static async Task Enter(NpgsqlConnection connection, Guid tenantId, CancellationToken cancel = default)
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = tenantId.ToString() } },
        };
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The same as the first statement of a batch.</summary>
    public static NpgsqlBatchCommand Entry(Guid tenantId) =>
        new(Sql) { Parameters = { new NpgsqlParameter<string> { TypedValue = tenantId.ToString() } } };
}
