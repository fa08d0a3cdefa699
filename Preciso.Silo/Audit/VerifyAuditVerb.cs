using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Audit;
using Preciso.Grains.Audit;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Storage;
using Preciso.Silo.Operations;
using Preciso.Silo.Postgres;

namespace Preciso.Silo.Audit;

/// <summary><c>preciso verify-audit</c>: goes through the audit chain of every tenant as the owner of the database.</summary>
public static class VerifyAuditVerb
{
    private const int Seconds = 3600;

    public static async Task Run(string[] args)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        var home = PrecisoHome.FromEnvironment().Folder;
        if ((settings.GetConnectionString("Preciso") is { Length: > 0 } given ? given : EmbeddedPostgres.RunningAt(home)) is { } running)
        {
            await Require(running);
            return;
        }
        if (ClusterFolder.Major(home) is null)
        {
            throw new StartException(
                $"There is no Preciso in {home}. Set PRECISO_HOME to its folder, or ConnectionStrings__Preciso to its database.");
        }
        await using var postgres = await EmbeddedPostgres.Start(
            new EmbeddedPostgresOptions(home), NullLogger.Instance, CancellationToken.None);
        await Require(postgres.ConnectionString);
    }

    /// <summary>Says how each tenant's chain is; false if any is broken.</summary>
    public static async Task<bool> Verify(string ownerConnectionString, TextWriter output)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync();
        if (await connection.ExecuteScalarAsync<bool>("SELECT to_regproc('verify_audit') IS NULL"))
        {
            throw new StartException("This database has no audit trail yet. Start Preciso on it once.");
        }
        var isWhole = true;
        foreach (var (tenantId, name) in (await connection.QueryAsync<(Guid, string?)>(
            "SELECT tenant_id, t.name FROM tenants t FULL JOIN (SELECT DISTINCT tenant_id FROM audit) a USING (tenant_id) ORDER BY "
            + "t.name, tenant_id")).AsList())
        {
            var verified = await Verify(connection, tenantId);
            await output.WriteLineAsync(InWords(tenantId, name, verified));
            isWhole &= verified.BrokenAt is null;
        }
        return isWhole;
    }

    private static async Task Require(string connectionString)
    {
        if (!await Verify(connectionString, Console.Out))
        {
            throw new StartException("The audit trail is broken.");
        }
    }

    private static async Task<AuditVerification> Verify(NpgsqlConnection connection, Guid tenantId)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await TenantScope.Enter(connection, tenantId);
        return await AuditTrail.Verify(connection, Seconds);
    }

    private static string InWords(Guid tenantId, string? name, AuditVerification verified) =>
        $"{name ?? "(unknown)"} {tenantId}: {verified.Lines} lines, {verified.OpenLines} open, head {verified.Head ?? "none"}, "
        + (verified.BrokenAt is { } place ? $"BROKEN at line {place}" : "intact");
}
