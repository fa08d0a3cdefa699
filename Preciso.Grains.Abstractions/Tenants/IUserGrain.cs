using Orleans;

namespace Preciso.Tenants;

/// <summary>A person of one tenant. Its key is the user id. Passwords and keys reach it as hashes only.</summary>
[Alias("preciso.users")]
public interface IUserGrain : IGrain
{
    [Alias("users.register")]
    Task<UserView> Register(RegisterUser command);

    /// <summary>Counts a failed sign-in, and locks the person out for a while after too many; success resets the count.</summary>
    [Alias("users.record_sign_in")]
    Task<UserView> RecordSignIn(RecordSignIn command);

    [Alias("users.change_password")]
    Task<UserView> ChangePassword(ChangePassword command);

    [Alias("users.change_role")]
    Task<UserView> ChangeRole(ChangeRole command);

    /// <summary>A disabled person can neither sign in nor use their keys; their files stay.</summary>
    [Alias("users.set_disabled")]
    Task<UserView> SetDisabled(SetDisabled command);

    [Alias("users.issue_api_key")]
    Task<ApiKeyView> IssueApiKey(IssueApiKey command);

    [Alias("users.revoke_api_key")]
    Task<ApiKeyView> RevokeApiKey(RevokeApiKey command);
}

public sealed record RegisterUser(string Email, string Name, Role Role, string PasswordHash);

public sealed record RecordSignIn(bool Succeeded);

public sealed record ChangePassword(string PasswordHash);

public sealed record ChangeRole(Role Role);

public sealed record SetDisabled(bool Disabled);

/// <param name="Hash">SHA-256 of the whole key; the key itself is never stored.</param>
/// <param name="Prefix">The first characters, by which its owner recognises it.</param>
public sealed record IssueApiKey(Guid KeyId, string Name, byte[] Hash, string Prefix);

public sealed record RevokeApiKey(Guid KeyId);

/// <param name="LockedUntil">Set while too many failed sign-ins keep the person out.</param>
public sealed record UserView(Guid Id, string Email, string Name, Role Role, bool Disabled, DateTimeOffset? LockedUntil);

public sealed record ApiKeyView(
    Guid Id, Guid UserId, string Name, string Prefix, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);
