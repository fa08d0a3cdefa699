using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Preciso.Tenants;

namespace Preciso.Web.Tenants;

/// <summary>An open page outlives its request: ask again and again whether its person may still be here, and in the same role.</summary>
public sealed class CircuitSignIn(ILoggerFactory logs, IServiceScopeFactory scopes) : RevalidatingServerAuthenticationStateProvider(logs)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<IPeople>();
        var person = await people.Find(authenticationState.User, cancellationToken);
        return person is not null && person.Caller == CallerClaims.Find(authenticationState.User)! with { Address = null };
    }
}
