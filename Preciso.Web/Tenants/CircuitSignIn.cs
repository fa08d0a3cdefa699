using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Preciso.Tenants;

namespace Preciso.Web.Tenants;

/// <summary>
/// An open page outlives its request: whether its person may still be here, and in the same role, is asked again when something changed
/// in the company that is no document and no job, as people do, and every half minute beside that.
/// </summary>
public sealed partial class CircuitSignIn : RevalidatingServerAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private readonly IServiceScopeFactory _scopes;
    private readonly IChanges _changes;
    private readonly ILogger<CircuitSignIn> _logger;
    private IDisposable? _subscription;

    public CircuitSignIn(ILoggerFactory logs, IServiceScopeFactory scopes, IChanges changes) : base(logs)
    {
        (_scopes, _changes, _logger) = (scopes, changes, logs.CreateLogger<CircuitSignIn>());
        AuthenticationStateChanged += state => _ = Follow(state);
    }

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<IPeople>();
        var person = await people.Find(authenticationState.User, cancellationToken);
        return person is not null && person.Caller == CallerClaims.Find(authenticationState.User)! with { Address = null };
    }

    protected override void Dispose(bool disposing)
    {
        _subscription?.Dispose();
        base.Dispose(disposing);
    }

    private async Task Follow(Task<AuthenticationState> state)
    {
        _subscription?.Dispose();
        var caller = CallerClaims.Find((await state).User);
        _subscription = caller is null ? null : _changes.Subscribe(caller.TenantId, Notice);
    }

    private void Notice(Change change)
    {
        if (change is { DocumentId: null, JobId: null })
        {
            _ = AskAgain();
        }
    }

    private async Task AskAgain()
    {
        try
        {
            if (!await ValidateAuthenticationStateAsync(await GetAuthenticationStateAsync(), CancellationToken.None))
            {
                SetAuthenticationState(Task.FromResult(Nobody));
            }
        }
        catch (Exception e)
        {
            LogNotAsked(e); // it is asked again within half a minute
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether the person of a page may still be here could not be asked.")]
    private partial void LogNotAsked(Exception exception);
}
