using Npgsql;
using NpgsqlTypes;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Core;

/// <summary>One line for the audit trail. The database writes it as a role that can do nothing else with the trail.</summary>
/// <param name="Action">An event's name, or what was tried.</param>
/// <param name="Detail">JSON.</param>
/// <param name="Outcome"><see cref="Done"/> or <see cref="Refused"/>.</param>
public sealed record AuditLine(string Action, Guid? JobId, Guid? DocumentId, string Detail, string Outcome = AuditLine.Done)
{
    public const string Done = "done";
    public const string Refused = "refused";

    public static async Task Write(NpgsqlConnection connection, Caller caller, AuditLine line, DateTimeOffset at)
    {
        await using var batch = Statement.Batch(connection, Insertion(caller.TenantId, [(caller, at, line)]));
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>Lines of any people of one tenant, in one statement.</summary>
    public static NpgsqlBatchCommand Insertion(Guid tenantId, IReadOnlyList<(Caller By, DateTimeOffset At, AuditLine Line)> lines) => new(
        "SELECT record_audit($1, $2, $3, $4, $5, $6, $7, $8, $9)")
    {
        Parameters =
        {
            new() { Value = tenantId }, new() { Value = lines.Select(line => line.By.UserId).ToArray() },
            new() { Value = lines.Select(line => line.Line.JobId).ToArray() },
            new() { Value = lines.Select(line => line.Line.DocumentId).ToArray() },
            new() { Value = lines.Select(line => line.Line.Action).ToArray() },
            new() { Value = lines.Select(line => line.Line.Outcome).ToArray() },
            new() { Value = lines.Select(line => line.By.Address).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            new() { Value = lines.Select(line => line.Line.Detail).ToArray() },
            new() { Value = lines.Select(line => line.At.UtcDateTime).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz },
        },
    };
}
