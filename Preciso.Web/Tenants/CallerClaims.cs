using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Preciso.Tenants;

namespace Preciso.Web.Tenants;

/// <summary>What the sign-in cookie says about a person, and back to the <see cref="Caller"/> of commands and queries.</summary>
public static class CallerClaims
{
    public const string Tenant = "tenant";
    public const string TenantName = "tenant_name";
    public const string Stamp = "stamp";

    public static ClaimsPrincipal ToPrincipal(this SignedIn user) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Caller.UserId.ToString()),
            new Claim(ClaimTypes.Name, user.Name),
            new Claim(ClaimTypes.Email, user.Email),
            new Claim(ClaimTypes.Role, Snake.Case(user.Caller.Role)),
            new Claim(Tenant, user.Caller.TenantId.ToString()),
            new Claim(TenantName, user.TenantName),
            new Claim(Stamp, user.Stamp),
        ],
        CookieAuthenticationDefaults.AuthenticationScheme));

    /// <summary>Null for someone who has not signed in.</summary>
    public static Caller? ToCaller(this ClaimsPrincipal principal, string? address = null) =>
        Guid.TryParse(principal.FindFirstValue(Tenant), out var tenantId)
        && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)
        && Snake.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new Caller(tenantId, userId, role, address)
            : null;
}
