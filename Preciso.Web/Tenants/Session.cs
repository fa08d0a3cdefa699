using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Preciso.Tenants;

namespace Preciso.Web.Tenants;

/// <summary>The person before the screen.</summary>
public sealed class Session(AuthenticationStateProvider state)
{
    public async Task<ClaimsPrincipal> Principal() => (await state.GetAuthenticationStateAsync()).User;

    public async Task<Caller> Caller() => CallerClaims.Caller(await Principal());
}
