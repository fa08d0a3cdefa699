using Dapper;
using Npgsql;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Questions;
using Preciso.Usage;

namespace Preciso.Grains.Usage;

/// <summary>
/// Counts by day and person what was used. The offsets that were counted are kept, so that a replay counts nothing twice, and
/// counts what had been skipped.
/// </summary>
public sealed class UsageCounter : IEventConsumer
{
    public string Group => "usage";

    public async Task Handle(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel)
    {
        var isNew = await Uncounted(events, connection);
        var used = events.Where(happened => isNew.Contains(happened.LogOffset)).SelectMany(Used);
        foreach (var ofTenant in used.GroupBy(use => use.By.TenantId))
        {
            await Count(ofTenant.Key, [.. ofTenant], connection);
        }
        await connection.ExecuteAsync(
            "UPDATE usage_counted SET offsets = offsets + int8multirange(int8range(@first, @last, '[]'))",
            new { first = events[0].LogOffset, last = events[^1].LogOffset });
    }

    private static async Task<HashSet<long>> Uncounted(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection) =>
        [.. await connection.QueryAsync<long>(
            "SELECT n FROM unnest(@offsets) AS n WHERE NOT (SELECT offsets FROM usage_counted) @> n",
            new { offsets = events.Select(happened => happened.LogOffset).ToArray() })];

    private static async Task Count(Guid tenantId, List<Use> used, NpgsqlConnection connection)
    {
        await TenantScope.Enter(connection, tenantId);
        await connection.ExecuteAsync(
            """
            INSERT INTO usage_daily AS u (tenant_id, day, user_id, measure, amount)
            SELECT @tenantId, n.at::date, n.person, n.measure, sum(n.amount)
            FROM unnest(@instants::timestamptz[], @people, @measures, @amounts) AS n (at, person, measure, amount)
            GROUP BY n.at::date, n.person, n.measure
            ON CONFLICT (tenant_id, day, user_id, measure) DO UPDATE SET amount = u.amount + excluded.amount
            """,
            new
            {
                tenantId,
                instants = used.Select(use => use.By.OccurredAt).ToArray(),
                people = used.Select(use => use.By.UserId).ToArray(),
                measures = used.Select(use => use.Measure).ToArray(),
                amounts = used.Select(use => use.Amount).ToArray(),
            });
    }

    private static IEnumerable<Use> Used(LoggedEvent happened)
    {
        if (happened.Name == UsageRecorded.EventName)
        {
            var used = happened.As<UsageRecorded>();
            yield return new Use(happened, used.Measure, used.Amount);
        }
        else if (happened.Name == JobCompleted.EventName && happened.As<JobCompleted>().Kind == AskQuestion.JobKind)
        {
            yield return new Use(happened, "questions_answered", 1);
        }
    }

    private sealed record Use(LoggedEvent By, string Measure, decimal Amount);
}
