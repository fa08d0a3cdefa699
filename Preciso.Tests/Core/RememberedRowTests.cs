using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Core;

/// <summary>A grain remembers its row for speed, and is never wrong for it.</summary>
public sealed class RememberedRowTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_changed_behind_the_grain_is_loaded_again_before_it_is_written()
    {
        var admin = await silo.NewTenant();
        var user = silo.Grains.Get<IUserGrain>(admin.UserId, admin);
        await user.ChangePassword(new ChangePassword("one"));
        await Sql(admin, "UPDATE users SET name = 'Renamed', version = version + 1 WHERE user_id = @UserId");

        var view = await user.ChangePassword(new ChangePassword("two"));

        Assert.Equal("Renamed", view.Name);
        Assert.Equal(("two", 4L), await Ask<(string, long)>(admin, "SELECT password_hash, version FROM users WHERE user_id = @UserId"));
    }

    [Fact]
    public async Task Nobody_learns_from_what_a_grain_remembers_for_another_company()
    {
        var (admin, stranger) = (await silo.NewTenant(), await silo.NewTenant());
        await silo.Grains.Get<IUserGrain>(admin.UserId, admin).ChangePassword(new ChangePassword("mine"));
        var document = (await silo.Upload(admin, "note.txt", "Nobody else may read this."u8.ToArray())).DocumentId;

        var user = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Grains.Get<IUserGrain>(admin.UserId, stranger).ChangePassword(new ChangePassword("theirs")));
        var file = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Grains.Get<IDocumentGrain>(document, stranger).Delete(new DeleteDocument()));
        var unknown = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Grains.Get<IDocumentGrain>(Guid.CreateVersion7(), stranger).Delete(new DeleteDocument()));

        Assert.Equal("user_not_found", user.Code);
        Assert.Equal((unknown.Code, unknown.Message), (file.Code, file.Message));
        Assert.Equal("mine", await Ask<string>(admin, "SELECT password_hash FROM users WHERE user_id = @UserId"));
    }

    [Fact]
    public async Task Of_calls_that_are_written_together_only_the_one_at_fault_fails()
    {
        var admin = await silo.NewTenant();
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => silo.NewUser(admin)));
        var nobody = Guid.CreateVersion7();
        var tenant = silo.Grains.Get<ITenantGrain>(admin.TenantId, admin);

        var outcomes = await Task.WhenAll(
        [
            .. people.Select(person => Code(() => tenant.SetQuota(Limit(person.UserId)))),
            Code(() => tenant.SetQuota(Limit(nobody))),
            .. people.Select(
                person => Code(() => silo.Grains.Get<IUserGrain>(person.UserId, admin).ChangePassword(new ChangePassword("new")))),
            Code(() => silo.Grains.Get<IUserGrain>(people[0].UserId, people[1]).ChangePassword(new ChangePassword("not theirs"))),
        ]);

        Assert.Equal([.. Enumerable.Repeat("", 8), "user_not_found", .. Enumerable.Repeat("", 8), "role_required"], outcomes);
        Assert.Equal(8, (await silo.Quotas.List(admin, Cancel)).Count);
        Assert.Equal(8, await Ask<long>(admin, "SELECT count(*) FROM users WHERE password_hash = 'new'"));
    }

    [Fact]
    public async Task A_call_to_a_grain_that_is_awake_is_one_round_trip()
    {
        var admin = await silo.NewTenant();
        var user = silo.Grains.Get<IUserGrain>(admin.UserId, admin);
        await user.ChangePassword(new ChangePassword("awake"));
        var sent = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = command => sent.Enqueue(string.Join(' ', command.TagObjects.Select(tag => tag.Value))),
        };
        ActivitySource.AddActivityListener(listener);

        await user.ChangePassword(new ChangePassword("once"));

        var database = new NpgsqlConnectionStringBuilder(silo.ConnectionString).Database!; // other tests' silos are in this process too
        var mine = sent.Where(text => text.Contains(database, StringComparison.Ordinal)
            && text.Contains("users", StringComparison.Ordinal)).ToList();
        Assert.Contains("UPDATE users", Assert.Single(mine), StringComparison.Ordinal);
        Assert.Contains("record_audit", mine[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_in_nobodys_name_is_refused_and_no_call_leaves_its_caller_behind()
    {
        var admin = await silo.NewTenant();
        await silo.Grains.Get<IUserGrain>(admin.UserId, admin).ChangePassword(new ChangePassword("named"));

        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Services.GetRequiredService<Orleans.IGrainFactory>().GetGrain<IUserGrain>($"{admin.UserId:D}")
                .ChangePassword(new ChangePassword("unnamed")));

        Assert.Equal((ProblemKind.Forbidden, "caller_missing"), (refused.Kind, refused.Code));
        Assert.Empty(RequestContext.Entries);
    }

    private static SetQuota Limit(Guid userId) => new(Lane.Batch, QuotaScope.User, userId, new Quota(null, null, 3));

    private static async Task<string> Code<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return "";
        }
        catch (ProblemException refused)
        {
            return refused.Code;
        }
    }

    private Task<int> Sql(Caller caller, string sql) =>
        silo.Database.Query(caller.TenantId, connection => connection.ExecuteAsync(sql, new { caller.UserId }), Cancel);

    private Task<T> Ask<T>(Caller caller, string sql) =>
        silo.Database.Query(caller.TenantId, connection => connection.QuerySingleAsync<T>(sql, new { caller.UserId }), Cancel);
}
