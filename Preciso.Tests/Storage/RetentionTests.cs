using Dapper;
using Npgsql;
using Preciso.Tests.World;

namespace Preciso.Tests.Storage;

/// <summary>What is old enough goes; what is still needed stays, however old.</summary>
public sealed class RetentionTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task Old_questions_and_consumed_events_go_while_the_job_of_a_living_document_and_the_audit_trail_stay()
    {
        var user = await silo.NewTenant();
        var document = await silo.UploadReady(user, "note.txt", "매출은 10억 원이다.");
        var old = await silo.Ask(user, "매출은 얼마인가?");
        await using var owner = new NpgsqlConnection(silo.ConnectionString);
        await Eventually.True(
            () => owner.ExecuteScalarAsync<bool>(
                "SELECT (SELECT head FROM event_log) > 0 AND (SELECT min(log_offset) FROM consumer_groups) = (SELECT head FROM "
                + "event_log) AND NOT EXISTS (SELECT FROM events WHERE log_offset IS NULL)"), TimeSpan.FromSeconds(10));
        await owner.ExecuteAsync(
            "UPDATE jobs SET ended_at = ended_at - interval '2 years' WHERE ended_at IS NOT NULL; UPDATE events SET occurred_at = "
            + "occurred_at - interval '2 years'");
        var recent = await silo.Ask(user, "매출은 얼마인가?");
        var trail = await owner.ExecuteScalarAsync<long>("SELECT count(*) FROM audit");

        await owner.ExecuteAsync("SELECT forget_old(interval '1 year', interval '1 year')");

        var jobs = (await owner.QueryAsync<Guid>("SELECT job_id FROM jobs")).ToHashSet();
        var kept = (await silo.Documents.Get(user, document, TestContext.Current.CancellationToken)).Document.JobId;
        Assert.True(jobs.SetEquals([kept, recent.JobId]));
        Assert.DoesNotContain(old.JobId, jobs);
        Assert.Equal([recent.ThreadId!.Value], await owner.QueryAsync<Guid>("SELECT thread_id FROM threads"));
        Assert.Equal(trail, await owner.ExecuteScalarAsync<long>("SELECT count(*) FROM audit"));
        Assert.Equal(0, await owner.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM (SELECT 1 FROM events WHERE occurred_at < now() - interval '1 year' GROUP BY grain, key HAVING "
            + "count(*) > 1) more_than_the_last"));
    }

    [Fact]
    public async Task An_event_that_a_consumer_has_not_had_stays_however_old()
    {
        await silo.NewTenant();
        await using var owner = new NpgsqlConnection(silo.ConnectionString);
        await owner.ExecuteAsync(
            "INSERT INTO consumer_groups (name) VALUES ('late'); UPDATE events SET occurred_at = occurred_at - interval '2 years'");
        var before = await owner.ExecuteScalarAsync<long>("SELECT count(*) FROM events");

        await owner.ExecuteAsync("SELECT forget_old(interval '1 year', interval '1 year')");

        Assert.Equal(before, await owner.ExecuteScalarAsync<long>("SELECT count(*) FROM events"));
        await owner.ExecuteAsync("DELETE FROM consumer_groups WHERE name = 'late'");
    }
}
