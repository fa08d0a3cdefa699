using System.Runtime.CompilerServices;
using System.Text.Json;
using Dapper;
using Preciso.Audit;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Audit;

/// <summary>Reading the trail. Who reads it is on it as well, where it leaves the house or was refused.</summary>
public sealed class AuditTrail(Database database) : IAudit
{
    private const int MostAtOnce = 1000;
    private const int VerifySeconds = 600;

    public async Task<Listing<AuditEntry>> List(Caller caller, AuditFilter filter, CancellationToken cancel)
    {
        await RequireAdmin(caller, "audit.listed");
        var limit = Math.Clamp(filter.Limit, 1, 200);
        var rows = await AuditRows.Find(database, caller, filter, AuditRows.Decode(filter.Cursor), limit + 1, cancel);
        return Cursor.Page(rows, limit, AuditRows.Encode);
    }

    public async Task<IAsyncEnumerable<string>> Export(Caller caller, AuditFilter filter, CancellationToken cancel)
    {
        await RequireAdmin(caller, "audit.exported");
        await database.RecordAudit(
            caller, new AuditLine("audit.exported", null, null, JsonSerializer.Serialize(filter, PrecisoJson.Options)));
        return Rows(caller, filter, cancel);
    }

    public async Task<AuditVerification> Verify(Caller caller, CancellationToken cancel)
    {
        await RequireAdmin(caller, "audit.verified");
        return await database.Query(caller.TenantId, connection => Verify(connection, VerifySeconds), cancel);
    }

    public Task RecordRefusal(Caller caller, string place, ProblemException refused) => database.RecordRefusal(
        caller, new AuditLine(
            "requests.refused", null, null, JsonSerializer.Serialize(new { refused.Code, place }, PrecisoJson.Options)), refused);

    /// <summary>The chain of the tenant that the connection is in.</summary>
    public static async Task<AuditVerification> Verify(Npgsql.NpgsqlConnection connection, int seconds)
    {
        var (lines, open, head, brokenAt) = await connection.QuerySingleAsync<(long, long, byte[]?, long?)>(
            "SELECT lines, open_lines, head, broken_at FROM verify_audit()", commandTimeout: seconds);
        return new AuditVerification(lines, open, head is null ? null : Convert.ToHexStringLower(head), brokenAt);
    }

    /// <summary>Page by page and each a transaction of its own: a slow reader holds nothing in the database.</summary>
    private async IAsyncEnumerable<string> Rows(Caller caller, AuditFilter filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return AuditCsv.Header;
        for (long? before = null; ;)
        {
            var rows = await AuditRows.Find(database, caller, filter, before, MostAtOnce, cancel);
            foreach (var row in rows)
            {
                yield return AuditCsv.Line(caller.TenantId, row);
            }
            if (rows.Count < MostAtOnce)
            {
                yield break;
            }
            before = rows[^1].Id;
        }
    }

    private async Task RequireAdmin(Caller caller, string action)
    {
        try
        {
            caller.Require(Role.Admin);
        }
        catch (ProblemException refused)
        {
            await database.RecordRefusal(caller, new AuditLine(action, null, null, $$"""{"code":"{{refused.Code}}"}"""), refused);
            throw;
        }
    }
}
