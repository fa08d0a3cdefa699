using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

/// <summary>A company as stored.</summary>
public sealed record Tenant : IRemembered<Tenant>
{
    public required Guid TenantId { get; init; }
    public required string Name { get; init; }
    public required string OcrLanguages { get; init; }
    public required bool OwnApproval { get; init; }
    public required bool TrainingAllowed { get; init; }
    public required double NumberGate { get; init; }
    public long Version { get; init; }

    public TenantSettings Settings => new(OcrLanguages, OwnApproval, TrainingAllowed, NumberGate);

    public Tenant At(long version) => this with { Version = version };

    public Tenant With(TenantSettings settings) => this with
    {
        OcrLanguages = settings.OcrLanguages,
        OwnApproval = settings.OwnApproval,
        TrainingAllowed = settings.TrainingAllowed,
        NumberGate = settings.NumberGate,
    };

    public static Task<Tenant?> Find(Guid tenantId, NpgsqlConnection connection) => connection.QuerySingleOrDefaultAsync<Tenant>(
        $"SELECT tenant_id, name, {SettingsStore.Columns}, version FROM tenants WHERE tenant_id = @tenantId", new { tenantId });

    public static NpgsqlBatchCommand Update(Tenant before, Tenant next) => Statement.One(
        """
        UPDATE tenants
        SET ocr_languages = @OcrLanguages, own_approval = @OwnApproval, training_allowed = @TrainingAllowed, number_gate = @NumberGate,
            version = @Version
        WHERE tenant_id = @TenantId AND version = @known
        """,
        new
        {
            next.OcrLanguages, next.OwnApproval, next.TrainingAllowed, next.NumberGate, next.Version, next.TenantId, known = before.Version,
        });
}
