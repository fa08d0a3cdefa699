namespace Preciso.Tenants;

/// <summary>Who is who: signing in, and the people, teams and keys of a tenant.</summary>
public interface IPeople
{
    /// <summary>Checks e-mail and password. Unknown e-mail and wrong password are one answer and take the same time.</summary>
    /// <param name="address">Where they try it from, for the audit trail.</param>
    Task<SignInResult> SignIn(string email, string password, CancellationToken cancel, string? address = null);

    /// <summary>The owner of an API key, or null if the key is unknown, revoked or its owner disabled.</summary>
    Task<Caller?> Authenticate(string apiKey, CancellationToken cancel);

    /// <summary>
    /// The caller as they are now, or null once disabled or since their password changed (then the stamp in their cookie
    /// is old). Asked on requests with a cookie, so that a change of role takes effect at once.
    /// </summary>
    Task<SignedIn?> Find(Guid tenantId, Guid userId, string stamp, CancellationToken cancel);

    Task<TenantView> Tenant(Caller caller, CancellationToken cancel);

    Task<TenantSettings> Settings(Caller caller, CancellationToken cancel);

    /// <summary>Everyone of the tenant; anyone may see names and e-mails, to share with.</summary>
    Task<IReadOnlyList<UserView>> Users(Caller caller, CancellationToken cancel);

    Task<IReadOnlyList<TeamView>> Teams(Caller caller, CancellationToken cancel);

    /// <summary>An admin sees all keys of the tenant, others their own.</summary>
    Task<IReadOnlyList<ApiKeyView>> ApiKeys(Caller caller, CancellationToken cancel);

    /// <summary>Adds a person (admin) with a generated password, which is in the answer and nowhere else.</summary>
    Task<NewUser> AddUser(Caller caller, string email, string name, Role role, CancellationToken cancel);

    /// <summary>A new generated password for someone who forgot theirs (admin).</summary>
    Task<NewUser> ResetPassword(Caller caller, Guid userId, CancellationToken cancel);

    /// <summary>Changes one's own password.</summary>
    Task ChangePassword(Caller caller, string current, string replacement, CancellationToken cancel);

    /// <summary>Issues a key for the caller; the key is in the answer and nowhere else.</summary>
    Task<NewApiKey> IssueApiKey(Caller caller, string name, CancellationToken cancel);
}

public enum SignInStatus
{
    SignedIn,
    Rejected,
    LockedOut,
}

public sealed record SignInResult(SignInStatus Status, SignedIn? User = null);

/// <param name="Stamp">Changes with the password; a cookie with an older one is no longer good.</param>
public sealed record SignedIn(Caller Caller, string Email, string Name, string TenantName, string Stamp);

public sealed record NewUser(UserView User, string Password);

public sealed record NewApiKey(ApiKeyView View, string Key);
