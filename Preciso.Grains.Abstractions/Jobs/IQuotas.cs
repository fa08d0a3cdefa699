namespace Preciso.Jobs;

/// <summary>The limits of a tenant and its people; admins read them here and change them by <c>ITenantGrain.SetQuota</c>.</summary>
public interface IQuotas
{
    Task<IReadOnlyList<QuotaView>> List(Caller caller, CancellationToken cancel);
}

public enum QuotaScope
{
    /// <summary>All of the tenant's work together.</summary>
    Tenant,

    /// <summary>Each person's, unless they have one of their own.</summary>
    EachUser,

    /// <summary>One person's.</summary>
    User,
}

/// <param name="RatePerMinute">Jobs that may start a minute; null for no limit.</param>
/// <param name="Burst">How many may start at once after a quiet time; given exactly with a rate.</param>
/// <param name="Concurrency">How many may run at once; null for no limit.</param>
public sealed record Quota(float? RatePerMinute, int? Burst, int? Concurrency);

public sealed record QuotaView(Lane Lane, QuotaScope Scope, Guid? UserId, string? UserName, Quota Quota);
