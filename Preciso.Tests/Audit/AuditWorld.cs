using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Preciso.Audit;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tests.World;

namespace Preciso.Tests.Audit;

/// <summary>What the tests of the trail have in common.</summary>
internal static class AuditWorld
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public static IAudit Audit(this TestSilo silo) => silo.Services.GetRequiredService<IAudit>();

    public static async Task<IReadOnlyList<AuditEntry>> Trail(this TestSilo silo, Caller admin, AuditFilter? filter = null) =>
        (await silo.Audit().List(admin, (filter ?? new AuditFilter()) with { Limit = 200 }, CancellationToken.None)).Items;

    /// <summary>Lines of their own, and the chain closed over everything that the tenant has.</summary>
    public static async Task<AuditVerification> Seal(this TestSilo silo, Caller admin, int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            await silo.Database.RecordAudit(admin, new AuditLine("tests.written", null, null, $$"""{"n":{{i}}}"""));
        }
        await Eventually.True(async () => (await silo.Audit().Verify(admin, CancellationToken.None)).OpenLines == 0, Soon);
        return await silo.Audit().Verify(admin, CancellationToken.None);
    }

    /// <summary>What somebody could do who has the database itself: the trigger taken away and put back.</summary>
    public static async Task Tamper(string ownerConnectionString, string sql, Guid tenant)
    {
        await using var owner = new NpgsqlConnection(ownerConnectionString);
        await owner.OpenAsync();
        await using var transaction = await owner.BeginTransactionAsync();
        await owner.ExecuteAsync("ALTER TABLE audit DISABLE TRIGGER audit_append_only");
        await owner.ExecuteAsync(sql, new { tenant });
        await owner.ExecuteAsync("ALTER TABLE audit ENABLE TRIGGER audit_append_only");
        await transaction.CommitAsync();
    }
}
