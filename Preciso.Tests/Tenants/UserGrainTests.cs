using Preciso.Grains.Tenants;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Tenants;

public sealed class UserGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_person_signs_in_with_the_password_shown_once()
    {
        var admin = await silo.NewTenant();
        var added = await silo.People.AddUser(admin, "Kim@Example.com ", "김하나", Role.Analyst, Cancel);

        var result = await silo.People.SignIn("kim@example.com", added.Password, Cancel);

        Assert.Equal(SignInStatus.SignedIn, result.Status);
        Assert.Equal(new Caller(admin.TenantId, added.User.Id, Role.Analyst), result.User!.Caller);
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_the_person_out_even_with_the_right_one()
    {
        var added = await silo.People.AddUser(await silo.NewTenant(), "lock@example.com", "Lee", Role.Viewer, Cancel);

        var wrong = new List<SignInStatus>();
        for (var i = 0; i < User.FailuresBeforeLockOut; i++)
        {
            wrong.Add((await silo.People.SignIn("lock@example.com", "wrong", Cancel)).Status);
        }
        var right = await silo.People.SignIn("lock@example.com", added.Password, Cancel);

        Assert.All(wrong.SkipLast(1), status => Assert.Equal(SignInStatus.Rejected, status));
        Assert.Equal(SignInStatus.LockedOut, wrong[^1]);
        Assert.Equal(SignInStatus.LockedOut, right.Status);
    }

    [Fact]
    public async Task A_reset_password_ends_the_old_sessions()
    {
        var admin = await silo.NewTenant();
        var added = await silo.People.AddUser(admin, "reset@example.com", "Park", Role.Viewer, Cancel);
        var signedIn = (await silo.People.SignIn("reset@example.com", added.Password, Cancel)).User!;

        await silo.People.ResetPassword(admin, added.User.Id, Cancel);

        Assert.Null(await silo.People.Find(admin.TenantId, added.User.Id, signedIn.Stamp, Cancel));
    }

    [Fact]
    public async Task An_api_key_works_until_it_is_revoked()
    {
        var admin = await silo.NewTenant();
        var issued = await silo.People.IssueApiKey(admin, "ci", Cancel);
        var before = await silo.People.Authenticate(issued.Key, Cancel);

        await silo.Grains.Get<IUserGrain>(admin.UserId, admin).RevokeApiKey(new RevokeApiKey(issued.View.Id));

        Assert.Equal(admin, before);
        Assert.Null(await silo.People.Authenticate(issued.Key, Cancel));
    }

    [Fact]
    public async Task A_disabled_person_can_use_neither_password_nor_key()
    {
        var admin = await silo.NewTenant();
        var added = await silo.People.AddUser(admin, "gone@example.com", "Choi", Role.Analyst, Cancel);
        var key = await silo.People.IssueApiKey(new Caller(admin.TenantId, added.User.Id, Role.Analyst), "k", Cancel);

        await silo.Grains.Get<IUserGrain>(added.User.Id, admin).SetDisabled(new SetDisabled(true));

        Assert.Equal(SignInStatus.Rejected, (await silo.People.SignIn("gone@example.com", added.Password, Cancel)).Status);
        Assert.Null(await silo.People.Authenticate(key.Key, Cancel));
    }

    [Fact]
    public async Task Two_admins_who_demote_each_other_at_once_leave_one_admin()
    {
        var first = await silo.NewTenant();
        var second = await silo.NewUser(first, Role.Admin);

        var outcomes = await Task.WhenAll(Demote(first, second), Demote(second, first));

        Assert.Single(outcomes, succeeded => succeeded);
    }

    [Fact]
    public async Task Only_an_admin_manages_people()
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);

        var error =
            await Assert.ThrowsAsync<ProblemException>(() => silo.People.AddUser(analyst, "x@example.com", "X", Role.Admin, Cancel));

        Assert.Equal(ProblemKind.Forbidden, error.Kind);
    }

    [Fact]
    public async Task An_admin_cannot_reach_a_person_of_another_tenant()
    {
        var admin = await silo.NewTenant();
        var stranger = await silo.NewTenant();

        var error = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Grains.Get<IUserGrain>(stranger.UserId, admin).SetDisabled(new SetDisabled(true)));

        Assert.Equal("user_not_found", error.Code);
    }

    private async Task<bool> Demote(Caller by, Caller whom)
    {
        try
        {
            await silo.Grains.Get<IUserGrain>(whom.UserId, by).ChangeRole(new ChangeRole(Role.Viewer));
            return true;
        }
        catch (ProblemException e) when (e.Code == "last_admin")
        {
            return false;
        }
    }
}
