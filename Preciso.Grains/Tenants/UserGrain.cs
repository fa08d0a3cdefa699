using Preciso.Grains.Engine;
using Preciso.Grains.Storage;
using Preciso.Tenants;

namespace Preciso.Grains.Tenants;

public sealed class UserGrain(Database database) : Grain(database), IUserGrain
{
    public Task<UserView> Register(RegisterUser command) => Commit(async unit =>
    {
        Caller.Require(Role.Admin);
        var user = new User
        {
            UserId = Id,
            TenantId = Caller.TenantId,
            Email = command.Email,
            Name = command.Name,
            Role = Snake.Case(command.Role),
            PasswordHash = command.PasswordHash,
            Stamp = Guid.CreateVersion7(),
        };
        await UserStore.Insert(user, unit);
        unit.Emit(new UserRegistered(Id, user.Email, command.Role));
        return user.ToView();
    });

    public Task<UserView> RecordSignIn(RecordSignIn command) => Commit(async unit =>
    {
        RequireSelf();
        var user = await UserStore.Lock(Id, unit);
        var next = command.Succeeded ? user.SignInSucceeded() : user.SignInFailed(unit.Now);
        if (command.Succeeded)
        {
            unit.Emit(new UserSignedIn(Id));
        }
        else
        {
            unit.RecordRefusal(UserSignedIn.EventName, null, null, $$"""{"user_id":"{{Id}}","code":"password_wrong"}""");
            if (next.IsLockedOut(unit.Now))
            {
                unit.Emit(new UserLockedOut(Id, next.LockedUntil!.Value));
            }
        }
        return await Save(user, next, unit);
    });

    public Task<UserView> ChangePassword(ChangePassword command) => Commit(async unit =>
    {
        RequireSelfOrAdmin();
        var user = await UserStore.Lock(Id, unit);
        unit.Emit(new PasswordChanged(Id));
        return await Save(user, user.WithPassword(command.PasswordHash), unit);
    });

    public Task<UserView> ChangeRole(ChangeRole command) => Commit(async unit =>
    {
        Caller.Require(Role.Admin);
        await RequireAnotherAdmin(command.Role != Role.Admin, unit);
        var user = await UserStore.Lock(Id, unit);
        var next = user.WithRole(command.Role);
        if (next != user)
        {
            unit.Emit(new RoleChanged(Id, user.RoleValue, command.Role));
        }
        return await Save(user, next, unit);
    });

    public Task<UserView> SetDisabled(SetDisabled command) => Commit(async unit =>
    {
        Caller.Require(Role.Admin);
        await RequireAnotherAdmin(command.Disabled, unit);
        var user = await UserStore.Lock(Id, unit);
        var next = user.WithDisabled(command.Disabled);
        if (next != user)
        {
            unit.Emit(new UserDisabled(Id, command.Disabled));
        }
        return await Save(user, next, unit);
    });

    public Task<ApiKeyView> IssueApiKey(IssueApiKey command) => Commit(async unit =>
    {
        RequireSelf();
        var user = await UserStore.Lock(Id, unit);
        if (await UserStore.FindKey(command.KeyId, Id, unit) is { } issued)
        {
            return issued;
        }
        await UserStore.InsertKey(command, user, unit);
        unit.Emit(new ApiKeyIssued(command.KeyId, Id, command.Name));
        return new ApiKeyView(command.KeyId, Id, command.Name, command.Prefix, unit.Now, null, null);
    });

    public Task<ApiKeyView> RevokeApiKey(RevokeApiKey command) => Commit(async unit =>
    {
        RequireSelfOrAdmin();
        var key = await UserStore.FindKey(command.KeyId, Id, unit) ?? throw ProblemException.NotFound("api_key");
        if (key.RevokedAt is not null)
        {
            return key;
        }
        await UserStore.RevokeKey(command.KeyId, unit);
        unit.Emit(new ApiKeyRevoked(command.KeyId));
        return key with { RevokedAt = unit.Now };
    });

    private static async Task<UserView> Save(User user, User next, UnitOfWork unit)
    {
        if (next != user)
        {
            await UserStore.Save(next, unit);
        }
        return next.ToView();
    }

    private async Task RequireAnotherAdmin(bool losesAdmin, UnitOfWork unit)
    {
        if (losesAdmin && !await UserStore.AnotherAdminRemains(Id, unit))
        {
            throw new ProblemException(ProblemKind.Conflict, "last_admin", "This is the last administrator. Make someone else one first.");
        }
    }

    private void RequireSelf()
    {
        if (Caller.UserId != Id)
        {
            throw ProblemException.NotFound("user");
        }
    }

    private void RequireSelfOrAdmin()
    {
        if (Caller.UserId != Id)
        {
            Caller.Require(Role.Admin);
        }
    }
}
