using Dapper;
using Microsoft.Extensions.Options;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

/// <summary>Settings under <c>Preciso:Bootstrap</c>; what is not set is made up and shown once.</summary>
public sealed class BootstrapOptions
{
    public const string Section = "Preciso:Bootstrap";

    public string Tenant { get; set; } = "Preciso";

    public string AdminEmail { get; set; } = "admin@preciso.local";

    public string? AdminPassword { get; set; }

    public string? ApiKey { get; set; }
}

/// <summary>What a first start made; null for what was there before or was set by the caller.</summary>
public sealed record Bootstrapped(string Tenant, string AdminEmail, string? GeneratedPassword);

/// <summary>The first tenant and its admin, made at the first start only. Safe to run twice, or to die in.</summary>
public sealed class Bootstrap(Database database, IGrains grains, PeopleQueries queries, IOptions<BootstrapOptions> options)
{
    public async Task<Bootstrapped?> Run(CancellationToken cancel)
    {
        var settings = options.Value;
        var email = People.NormalEmail(settings.AdminEmail);
        if (settings.AdminPassword is { } chosen)
        {
            People.RequireStrong(chosen);
        }
        var made = await AnyUser(cancel) ? null : await Create(settings.Tenant, email, settings.AdminPassword);
        if (settings.ApiKey is { } key && await queries.FindByApiKey(Secrets.HashApiKey(key), cancel) is null)
        {
            await IssueKey(email, key, cancel);
        }
        return made;
    }

    /// <summary>The admin of a tenant of this name with a new password: for the demo, whose sign-in is printed each time.</summary>
    public async Task<(Caller Admin, string Password)> FreshSignIn(string tenant, string email, CancellationToken cancel)
    {
        var password = Secrets.NewPassword();
        if (await queries.FindByEmail(email, cancel) is { } found)
        {
            await grains.Get<IUserGrain>(found.User.UserId, found.Caller)
                .ChangePassword(new ChangePassword(Secrets.HashPassword(password)));
            return (found.Caller, password);
        }
        await Create(tenant, email, password);
        return ((await queries.FindByEmail(email, cancel))!.Caller, password);
    }

    private Task<bool> AnyUser(CancellationToken cancel) =>
        database.Across(connection => connection.ExecuteScalarAsync<bool>("SELECT any_user()"), cancel);

    private async Task<Bootstrapped> Create(string tenant, string email, string? chosenPassword)
    {
        var admin = new Caller(Guid.CreateVersion7(), Guid.CreateVersion7(), Role.Admin);
        var password = chosenPassword ?? Secrets.NewPassword();
        await grains.Get<ITenantGrain>(admin.TenantId, admin).Create(new CreateTenant(tenant));
        await grains.Get<IUserGrain>(admin.UserId, admin)
            .Register(new RegisterUser(email, "Administrator", Role.Admin, Secrets.HashPassword(password)));
        return new Bootstrapped(tenant, email, chosenPassword is null ? password : null);
    }

    private async Task IssueKey(string email, string key, CancellationToken cancel)
    {
        var admin = await queries.FindByEmail(email, cancel)
            ?? throw new ProblemException(ProblemKind.Invalid, "bootstrap_admin_unknown",
                $"Preciso__Bootstrap__ApiKey needs a person with the e-mail {email}; set Preciso__Bootstrap__AdminEmail to one.");
        await grains.Get<IUserGrain>(admin.User.UserId, admin.Caller)
            .IssueApiKey(new IssueApiKey(Guid.CreateVersion7(), "bootstrap", Secrets.HashApiKey(key), Secrets.Prefix(key)));
    }
}
