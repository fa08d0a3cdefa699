using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Grains.Jobs;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

/// <summary>Limits: people are told when to come back, background work waits and is never lost.</summary>
public sealed class QuotaTests(TestSilo silo, QueueWorld queue) : IClassFixture<TestSilo>, IClassFixture<QueueWorld>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_beyond_the_burst_are_answered_with_429_and_the_time_to_wait()
    {
        var admin = await silo.NewTenant();
        await SetQuota(admin, new SetQuota(Lane.Interactive, QuotaScope.EachUser, null, new Quota(6, 2, null)));
        using var client = await silo.Client(admin);

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await client.PostAsJsonAsync("/api/v1/rag/query", new { question = "매출은 얼마인가?" }, Cancel));
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], answers.Select(answer => answer.StatusCode));
        Assert.InRange(answers[2].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
        Assert.Equal("quota_exceeded", (await answers[2].Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_limit_of_one_person_leaves_the_others_alone_and_replaces_that_of_everybody()
    {
        var admin = await silo.NewTenant();
        var limited = await silo.NewUser(admin);
        await SetQuota(admin, new SetQuota(Lane.Interactive, QuotaScope.EachUser, null, new Quota(6, 50, null)));
        await SetQuota(admin, new SetQuota(Lane.Interactive, QuotaScope.User, limited.UserId, new Quota(6, 1, null)));

        await silo.Ask(limited, "하나");
        var refused = await Assert.ThrowsAsync<ProblemException>(() => silo.Ask(limited, "둘"));
        await silo.Ask(admin, "하나");
        await silo.Ask(admin, "둘");

        Assert.Equal(ProblemKind.TooMany, refused.Kind);
    }

    [Fact]
    public async Task The_tenants_limit_counts_all_of_its_people()
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);
        var outsider = await silo.NewTenant();
        await SetQuota(admin, new SetQuota(Lane.Interactive, QuotaScope.Tenant, null, new Quota(6, 2, null)));

        await silo.Ask(admin, "하나");
        await silo.Ask(analyst, "둘");

        await Assert.ThrowsAsync<ProblemException>(() => silo.Ask(analyst, "셋"));
        await silo.Ask(outsider, "셋");
    }

    [Fact]
    public async Task A_limit_that_is_taken_away_limits_no_more()
    {
        var admin = await silo.NewTenant();
        await SetQuota(admin, new SetQuota(Lane.Interactive, QuotaScope.EachUser, null, new Quota(6, 1, null)));
        await silo.Ask(admin, "하나");
        await Assert.ThrowsAsync<ProblemException>(() => silo.Ask(admin, "둘"));
        await SetQuota(admin, new SetQuota(Lane.Interactive, QuotaScope.EachUser, null, new Quota(null, null, null)));

        await silo.Ask(admin, "둘");

        Assert.Empty(await silo.Quotas.List(admin, Cancel));
    }

    [Fact]
    public async Task Only_an_admin_sets_limits_and_each_for_their_own_tenant()
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);
        var outsider = await silo.NewTenant();
        var quota = new SetQuota(Lane.Ingest, QuotaScope.Tenant, null, new Quota(null, null, 1));

        var byAnalyst =
            await Assert.ThrowsAsync<ProblemException>(() => silo.Grains.Get<ITenantGrain>(admin.TenantId, analyst).SetQuota(quota));
        await Assert.ThrowsAsync<ProblemException>(() => silo.Grains.Get<ITenantGrain>(admin.TenantId, outsider).SetQuota(quota));

        Assert.Equal(ProblemKind.Forbidden, byAnalyst.Kind);
        Assert.Empty(await silo.Quotas.List(admin, Cancel));
    }

    [Fact]
    public async Task Background_work_beyond_the_concurrency_waits_until_some_is_done()
    {
        var user = await queue.NewUser();
        await queue.Sql("DELETE FROM jobs", new { });
        await queue.Sql("INSERT INTO quotas (tenant_id, lane, scope, concurrency) VALUES (@TenantId, 'batch', 'tenant', 2)", user);
        for (var i = 0; i < 4; i++)
        {
            await queue.Enqueue(user);
        }

        var first = await queue.ClaimMany("a", 10);
        var none = await queue.ClaimMany("b", 10);
        await queue.Ends.Write(first[0], JobEnd.For(first[0], JobState.Completed));
        var next = await queue.ClaimMany("b", 10);

        Assert.Equal((2, 0, 1), (first.Count, none.Count, next.Count));
        foreach (var job in first.Skip(1).Concat(next))
        {
            await queue.Ends.Write(job, JobEnd.For(job, JobState.Completed));
        }
        Assert.Single(await queue.ClaimMany("c", 10));
    }

    [Fact]
    public async Task Background_work_beyond_the_rate_waits_for_the_next_token_and_the_queue_knows_when()
    {
        var user = await queue.NewUser();
        await queue.Sql("DELETE FROM jobs", new { });
        await queue.Sql(
            "INSERT INTO quotas (tenant_id, lane, scope, rate_per_minute, burst) VALUES (@TenantId, 'batch', 'each_user', 60, 3)", user);
        for (var i = 0; i < 5; i++)
        {
            await queue.Enqueue(user);
        }

        var burst = await queue.ClaimMany("a", 10);
        foreach (var job in burst)
        {
            await queue.Ends.Write(job, JobEnd.For(job, JobState.Completed));
        }
        var due = await queue.Queue.NextDue(Cancel);
        await queue.Sql("UPDATE buckets SET refilled_at = refilled_at - interval '1.1 seconds'", new { });
        var later = await queue.ClaimMany("a", 10);

        Assert.Equal((3, 1), (burst.Count, later.Count));
        Assert.InRange(due!.Value, 0.5, 1);
    }

    private Task<QuotaView> SetQuota(Caller admin, SetQuota quota) => silo.Grains.Get<ITenantGrain>(admin.TenantId, admin).SetQuota(quota);
}
