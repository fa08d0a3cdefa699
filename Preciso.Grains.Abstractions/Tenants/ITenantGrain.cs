using Preciso.Jobs;

namespace Preciso.Tenants;

/// <summary>A company. Its key is the tenant id.</summary>
public interface ITenantGrain : IGrain
{
    Task<TenantView> Create(CreateTenant command);

    /// <summary>Limits how much of a lane's work the tenant or its people may start; without any number it takes the limit away.</summary>
    Task<QuotaView> SetQuota(SetQuota command);
}

/// <param name="UserId">Given exactly when the scope is one user.</param>
public sealed record SetQuota(Lane Lane, QuotaScope Scope, Guid? UserId, Quota Quota);

public sealed record CreateTenant(string Name);

public sealed record TenantView(Guid Id, string Name);
