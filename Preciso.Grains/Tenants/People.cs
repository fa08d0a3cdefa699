using System.Net.Mail;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

/// <summary>Signing in, and giving people what they sign in with. Hashing is done here, outside any transaction.</summary>
public sealed class People(PeopleQueries queries, IGrains grains, Database database, TimeProvider time) : IPeople
{
    private const int LongestName = 200;

    public async Task<SignInResult> SignIn(string email, string password, CancellationToken cancel, string? address = null)
    {
        var user = await queries.FindByEmail(email.Trim(), cancel);
        if (user is { } someone && someone.User.IsLockedOut(time.GetUtcNow()))
        {
            return await Refuse(user, address, "locked_out", SignInStatus.LockedOut);
        }
        var matches = Secrets.Verify(user?.User.PasswordHash, password);
        if (user is null || user.User.Disabled)
        {
            return await Refuse(user, address, "disabled", SignInStatus.Rejected);
        }
        var caller = user.Caller with { Address = address };
        var view = await grains.Get<IUserGrain>(caller.UserId, caller).RecordSignIn(new RecordSignIn(matches));
        return matches ? new SignInResult(SignInStatus.SignedIn, user.ToSignedIn())
            : view.LockedUntil > time.GetUtcNow() ? new SignInResult(SignInStatus.LockedOut)
            : new SignInResult(SignInStatus.Rejected);
    }

    public Task<Caller?> Authenticate(string apiKey, CancellationToken cancel) => queries.FindByApiKey(Secrets.HashApiKey(apiKey), cancel);

    public async Task<SignedIn?> Find(Guid tenantId, Guid userId, string stamp, CancellationToken cancel)
    {
        var found = await queries.FindById(tenantId, userId, cancel);
        return found is { User.Disabled: false } && found.User.Stamp.ToString() == stamp ? found.ToSignedIn() : null;
    }

    public Task<TenantView> Tenant(Caller caller, CancellationToken cancel) => queries.Tenant(caller, cancel);

    public Task<TenantSettings> Settings(Caller caller, CancellationToken cancel) => queries.Settings(caller, cancel);

    public Task<IReadOnlyList<UserView>> Users(Caller caller, CancellationToken cancel) => queries.Users(caller, cancel);

    public Task<IReadOnlyList<TeamView>> Teams(Caller caller, CancellationToken cancel) => queries.Teams(caller, cancel);

    public Task<IReadOnlyList<ApiKeyView>> ApiKeys(Caller caller, CancellationToken cancel) => queries.ApiKeys(caller, cancel);

    public async Task<NewUser> AddUser(Caller caller, string email, string name, Role role, CancellationToken cancel)
    {
        caller.Require(Role.Admin);
        var password = Secrets.NewPassword();
        var command = new RegisterUser(NormalEmail(email), NormalName(name), role, Secrets.HashPassword(password));
        var user = await grains.Get<IUserGrain>(Guid.CreateVersion7(), caller).Register(command);
        return new NewUser(user, password);
    }

    public async Task<NewUser> ResetPassword(Caller caller, Guid userId, CancellationToken cancel)
    {
        caller.Require(Role.Admin);
        var password = Secrets.NewPassword();
        var user = await grains.Get<IUserGrain>(userId, caller).ChangePassword(new ChangePassword(Secrets.HashPassword(password)));
        return new NewUser(user, password);
    }

    public async Task ChangePassword(Caller caller, string current, string replacement, CancellationToken cancel)
    {
        var found = await queries.FindById(caller.TenantId, caller.UserId, cancel) ?? throw ProblemException.NotFound("user");
        if (!Secrets.Verify(found.User.PasswordHash, current))
        {
            throw new ProblemException(ProblemKind.Invalid, "password_wrong", "The current password is not right.");
        }
        RequireStrong(replacement);
        await grains.Get<IUserGrain>(caller.UserId, caller).ChangePassword(new ChangePassword(Secrets.HashPassword(replacement)));
    }

    public async Task<NewApiKey> IssueApiKey(Caller caller, string name, CancellationToken cancel)
    {
        var key = Secrets.NewApiKey();
        var command = new IssueApiKey(Guid.CreateVersion7(), NormalName(name), Secrets.HashApiKey(key), Secrets.Prefix(key));
        return new NewApiKey(await grains.Get<IUserGrain>(caller.UserId, caller).IssueApiKey(command), key);
    }

    /// <summary>An unknown e-mail belongs to no tenant, so that there is no trail that it could be on.</summary>
    private async Task<SignInResult> Refuse(FoundUser? user, string? address, string code, SignInStatus status)
    {
        if (user is not null)
        {
            var line = new AuditLine(
                UserSignedIn.EventName, null, null, $$"""{"user_id":"{{user.User.UserId}}","code":"{{code}}"}""", AuditLine.Refused);
            await database.RecordAudit(user.Caller with { Address = address }, line);
        }
        return new SignInResult(status);
    }

    internal static void RequireStrong(string password)
    {
        if (password.Length < Secrets.ShortestPassword)
        {
            throw new ProblemException(
                ProblemKind.Invalid, "password_short", $"A password has at least {Secrets.ShortestPassword} characters.");
        }
    }

    internal static string NormalEmail(string email) =>
        MailAddress.TryCreate(email.Trim(), out var address) && address.Address.Length <= 320
            ? address.Address.ToLowerInvariant()
            : throw new ProblemException(ProblemKind.Invalid, "email_invalid", "This is not an e-mail address.");

    private static string NormalName(string name) => name.Trim() is { Length: > 0 and <= LongestName } trimmed
        ? trimmed
        : throw new ProblemException(ProblemKind.Invalid, "name_invalid", $"A name has 1 to {LongestName} characters.");
}
