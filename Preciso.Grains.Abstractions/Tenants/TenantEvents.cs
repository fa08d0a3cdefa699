using Preciso.Jobs;

namespace Preciso.Tenants;

public sealed record TenantCreated(Guid TenantId, string Name) : IEvent
{
    public static string EventName => "tenants.created";
}

public sealed record QuotaSet(Lane Lane, QuotaScope Scope, Guid? UserId, Quota Quota) : IEvent
{
    public static string EventName => "tenants.quota_set";
}

public sealed record UserRegistered(Guid UserId, string Email, Role Role) : IEvent
{
    public static string EventName => "users.registered";
}

public sealed record UserSignedIn(Guid UserId) : IEvent
{
    public static string EventName => "users.signed_in";
}

public sealed record UserLockedOut(Guid UserId, DateTimeOffset Until) : IEvent
{
    public static string EventName => "users.locked_out";
}

public sealed record PasswordChanged(Guid UserId) : IEvent
{
    public static string EventName => "users.password_changed";
}

public sealed record RoleChanged(Guid UserId, Role From, Role To) : IEvent
{
    public static string EventName => "users.role_changed";
}

public sealed record UserDisabled(Guid UserId, bool Disabled) : IEvent
{
    public static string EventName => "users.disabled";
}

public sealed record ApiKeyIssued(Guid KeyId, Guid UserId, string Name) : IEvent
{
    public static string EventName => "api_keys.issued";
}

public sealed record ApiKeyRevoked(Guid KeyId) : IEvent
{
    public static string EventName => "api_keys.revoked";
}

public sealed record TeamCreated(Guid TeamId, string Name) : IEvent
{
    public static string EventName => "teams.created";
}

public sealed record TeamMemberAdded(Guid TeamId, Guid UserId) : IEvent
{
    public static string EventName => "teams.member_added";
}

public sealed record TeamMemberRemoved(Guid TeamId, Guid UserId) : IEvent
{
    public static string EventName => "teams.member_removed";
}

public sealed record TenantSettingsChanged(TenantSettings Settings) : IEvent
{
    public static string EventName => "tenants.settings_changed";
}
