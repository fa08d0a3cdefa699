using Preciso.Grains.Core;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

/// <summary>A person as stored. Methods return the next state, or the same instance when nothing changes.</summary>
public sealed record User : IRemembered<User>
{
    public const int FailuresBeforeLockOut = 5;
    public static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    public required Guid UserId { get; init; }
    public required Guid TenantId { get; init; }
    public required string Email { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public required string PasswordHash { get; init; }
    public required Guid Stamp { get; init; }
    public int FailedSignIns { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }
    public bool Disabled { get; init; }
    public long Version { get; init; }

    public Role RoleValue => Snake.Parse<Role>(Role);

    public bool IsLockedOut(DateTimeOffset now) => LockedUntil > now;

    public User SignInSucceeded() => FailedSignIns == 0 && LockedUntil is null ? this : this with { FailedSignIns = 0, LockedUntil = null };

    public User SignInFailed(DateTimeOffset now) => FailedSignIns + 1 < FailuresBeforeLockOut
        ? this with { FailedSignIns = FailedSignIns + 1 }
        : this with { FailedSignIns = 0, LockedUntil = now + LockOut };

    public User WithPassword(string hash) =>
        this with { PasswordHash = hash, Stamp = Guid.CreateVersion7(), FailedSignIns = 0, LockedUntil = null };

    public User WithRole(Role role) => role == RoleValue ? this : this with { Role = Snake.Case(role) };

    public User WithDisabled(bool disabled) => disabled == Disabled ? this : this with { Disabled = disabled };

    public User At(long version) => this with { Version = version };

    public UserView ToView() => new(UserId, Email, Name, RoleValue, Disabled, LockedUntil);
}
