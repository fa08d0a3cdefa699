using Npgsql;
using NpgsqlTypes;

namespace Preciso.Grains.Storage;

/// <summary>One line for the audit trail. The database writes it as a role that can do nothing else with the trail.</summary>
/// <param name="Action">An event's name, or what was tried.</param>
/// <param name="Detail">JSON.</param>
public sealed record AuditLine(string Action, Guid? JobId, Guid? DocumentId, string Detail)
{
    public const string Done = "done";
    public const string Refused = "refused";

    public static async Task Write(NpgsqlConnection connection, Caller caller, AuditLine line, string outcome, DateTimeOffset at)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Insertion(caller, [line], outcome, at) } };
        await batch.ExecuteNonQueryAsync();
    }

    public static NpgsqlBatchCommand Insertion(Caller caller, IReadOnlyList<AuditLine> lines, string outcome, DateTimeOffset at) => new(
        "SELECT record_audit($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    {
        Parameters =
        {
            new() { Value = caller.TenantId }, new() { Value = caller.UserId },
            new() { Value = lines.Select(line => line.JobId).ToArray() }, new() { Value = lines.Select(line => line.DocumentId).ToArray() },
            new() { Value = lines.Select(line => line.Action).ToArray() }, new() { Value = outcome },
            new() { Value = (object?)caller.Address ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new() { Value = lines.Select(line => line.Detail).ToArray() },
            new() { Value = at.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
        },
    };
}
