namespace Preciso.Tenants;

/// <summary>A company. Its key is the tenant id.</summary>
public interface ITenantGrain : IGrain
{
    Task<TenantView> Create(CreateTenant command);
}

public sealed record CreateTenant(string Name);

public sealed record TenantView(Guid Id, string Name);
