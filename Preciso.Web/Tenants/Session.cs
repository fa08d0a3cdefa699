using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace Preciso.Web.Tenants;

/// <summary>The person before the screen.</summary>
public sealed class Session(AuthenticationStateProvider state)
{
    public async Task<ClaimsPrincipal> Principal() => (await state.GetAuthenticationStateAsync()).User;

    /// <summary>Only pages behind a sign-in ask, so there is one.</summary>
    public async Task<Caller> Caller() =>
        (await Principal()).ToCaller() ?? throw new InvalidOperationException("This page needs someone who has signed in.");
}
