using Dapper;
using Preciso.Grains.Engine;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

public sealed class TenantGrain(Database database) : Grain(database), ITenantGrain
{
    public Task<TenantView> Create(CreateTenant command) => Commit(async unit =>
    {
        Caller.Require(Role.Admin);
        var created = await unit.Connection.ExecuteAsync(
            "INSERT INTO tenants (tenant_id, name, version, created_at) VALUES (@Id, @Name, 1, @Now) ON CONFLICT (tenant_id) DO NOTHING",
            new { Id, command.Name, unit.Now });
        if (created == 1)
        {
            unit.Emit(new TenantCreated(Id, command.Name));
        }
        return new TenantView(Id, command.Name);
    });
}
