using Npgsql;
using Orleans;
using Orleans.Concurrency;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

[Reentrant, GrainType("user")]
public sealed class UserGrain(Database database, GroupCommit commits) : RememberingGrain<User>(database, commits), IUserGrain
{
    protected override ProblemException Missing => ProblemException.NotFound("user");

    public Task<UserView> Register(RegisterUser command) => Decide(async (_, unit) =>
    {
        unit.Caller.Require(Role.Admin);
        var user = new User
        {
            UserId = Id,
            TenantId = unit.Caller.TenantId,
            Email = command.Email,
            Name = command.Name,
            Role = Snake.Case(command.Role),
            PasswordHash = command.PasswordHash,
            Stamp = Guid.CreateVersion7(),
            Version = 1,
        };
        await UserStore.Insert(user, unit);
        unit.Emit(new UserRegistered(Id, user.Email, command.Role));
        return ((User?)user, user.ToView());
    });

    public Task<UserView> RecordSignIn(RecordSignIn command) => Change(
        (user, unit) =>
        {
            RequireSelf(unit.Caller);
            if (command.Succeeded)
            {
                unit.Emit(new UserSignedIn(Id));
                return user.SignInSucceeded();
            }
            var next = user.SignInFailed(unit.Now);
            if (next.IsLockedOut(unit.Now))
            {
                unit.Emit(new UserLockedOut(Id, next.LockedUntil!.Value));
            }
            unit.RecordRefusal(UserSignedIn.EventName, null, null, $$"""{"user_id":"{{Id}}","code":"password_wrong"}""");
            return next;
        },
        user => user.ToView());

    public Task<UserView> ChangePassword(ChangePassword command) => Change(
        (user, unit) =>
        {
            RequireSelfOrAdmin(unit.Caller);
            unit.Emit(new PasswordChanged(Id));
            unit.Announce(null, null); // their open pages ask who they are now; so below
            return user.WithPassword(command.PasswordHash);
        },
        user => user.ToView());

    public Task<UserView> ChangeRole(ChangeRole command) => Decide(
        async (user, unit) =>
        {
            unit.Caller.Require(Role.Admin);
            await RequireAnotherAdmin(command.Role != Role.Admin, unit);
            var next = user.WithRole(command.Role);
            if (next != user)
            {
                unit.Emit(new RoleChanged(Id, user.RoleValue, command.Role));
                unit.Announce(null, null);
            }
            return next;
        },
        user => user.ToView());

    public Task<UserView> SetDisabled(SetDisabled command) => Decide(
        async (user, unit) =>
        {
            unit.Caller.Require(Role.Admin);
            await RequireAnotherAdmin(command.Disabled, unit);
            var next = user.WithDisabled(command.Disabled);
            if (next != user)
            {
                unit.Emit(new UserDisabled(Id, command.Disabled));
                unit.Announce(null, null);
            }
            return next;
        },
        user => user.ToView());

    public Task<ApiKeyView> IssueApiKey(IssueApiKey command) => Decide(async (user, unit) =>
    {
        RequireSelf(unit.Caller);
        var owner = user ?? throw Missing;
        if (await UserStore.FindKey(command.KeyId, Id, unit) is { } issued)
        {
            return (user, issued);
        }
        await UserStore.InsertKey(command, owner, unit);
        unit.Emit(new ApiKeyIssued(command.KeyId, Id, command.Name));
        return (user, new ApiKeyView(command.KeyId, Id, command.Name, command.Prefix, unit.Now, null, null));
    });

    public Task<ApiKeyView> RevokeApiKey(RevokeApiKey command) => Decide(async (user, unit) =>
    {
        RequireSelfOrAdmin(unit.Caller);
        var key = await UserStore.FindKey(command.KeyId, Id, unit) ?? throw ProblemException.NotFound("api_key");
        if (key.RevokedAt is not null)
        {
            return (user, key);
        }
        await UserStore.RevokeKey(command.KeyId, unit);
        unit.Emit(new ApiKeyRevoked(command.KeyId));
        return (user, key with { RevokedAt = unit.Now });
    });

    protected override Task<User?> Load(NpgsqlConnection connection) => UserStore.Find(Id, connection);

    protected override NpgsqlBatchCommand Update(User before, User next) => UserStore.Update(before, next);

    private async Task RequireAnotherAdmin(bool losesAdmin, UnitOfWork unit)
    {
        if (losesAdmin && !await UserStore.AnotherAdminRemains(Id, unit))
        {
            throw new ProblemException(ProblemKind.Conflict, "last_admin", "This is the last administrator. Make someone else one first.");
        }
    }

    private void RequireSelf(Caller caller)
    {
        if (caller.UserId != Id)
        {
            throw Missing;
        }
    }

    private void RequireSelfOrAdmin(Caller caller)
    {
        if (caller.UserId != Id)
        {
            caller.Require(Role.Admin);
        }
    }
}
