using System.Security.Claims;

namespace Preciso.Tenants;

/// <summary>What a sign-in says about a person, and back to the <see cref="Preciso.Caller"/> of commands and queries.</summary>
public static class CallerClaims
{
    public const string TenantName = "tenant_name";
    public const string Stamp = "stamp";
    private const string Tenant = "tenant";
    private const string Address = "address";

    /// <summary>Someone known by the scheme, whatever it is, with no more than a caller needs.</summary>
    public static ClaimsPrincipal Principal(Caller caller, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, caller.UserId.ToString()),
            new Claim(ClaimTypes.Role, Snake.Case(caller.Role)),
            new Claim(Tenant, caller.TenantId.ToString()),
        ],
        scheme));

    /// <summary>Someone who signed in with the console's form.</summary>
    public static ClaimsPrincipal Principal(SignedIn user, string scheme)
    {
        var principal = Principal(user.Caller, scheme);
        ((ClaimsIdentity)principal.Identity!).AddClaims(
            [
                new Claim(ClaimTypes.Name, user.Name),
                new Claim(ClaimTypes.Email, user.Email),
                new Claim(TenantName, user.TenantName),
                new Claim(Stamp, user.Stamp),
            ]);
        return principal;
    }

    /// <summary>The caller of a request or page that only people who have signed in can reach.</summary>
    public static Caller Caller(ClaimsPrincipal principal) =>
        Find(principal) ?? throw new InvalidOperationException("Nobody has signed in here.");

    /// <summary>Null for someone who has not signed in.</summary>
    public static Caller? Find(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirst(Tenant)?.Value, out var tenantId)
        && Guid.TryParse(principal.FindFirst(ClaimTypes.NameIdentifier)?.Value, out var userId)
        && Snake.TryParse<Role>(principal.FindFirst(ClaimTypes.Role)?.Value, out var role)
            ? new Caller(tenantId, userId, role, principal.FindFirst(Address)?.Value)
            : null;

    /// <summary>
    /// Has the principal say where its request comes from. An open page lives on when its request is gone, and what is done
    /// there is audited with the address from which it was opened.
    /// </summary>
    public static void SetAddress(ClaimsPrincipal principal, string? address)
    {
        var identity = (ClaimsIdentity)principal.Identity!;
        foreach (var old in identity.FindAll(Address).ToList())
        {
            identity.RemoveClaim(old);
        }
        if (address is not null)
        {
            identity.AddClaim(new Claim(Address, address));
        }
    }
}
