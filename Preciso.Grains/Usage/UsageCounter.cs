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
        foreach (var happened in events.Where(happened => isNew.Contains(happened.LogOffset)))
        {
            if (Used(happened) is { } used)
            {
                await Count(happened, used.Measure, used.Amount, connection);
            }
        }
        await connection.ExecuteAsync(
            "UPDATE usage_counted SET offsets = offsets + int8multirange(int8range(@first, @last, '[]'))",
            new { first = events[0].LogOffset, last = events[^1].LogOffset });
    }

    private static async Task<HashSet<long>> Uncounted(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection) =>
        [.. await connection.QueryAsync<long>(
            "SELECT n FROM unnest(@offsets) AS n WHERE NOT (SELECT offsets FROM usage_counted) @> n",
            new { offsets = events.Select(happened => happened.LogOffset).ToArray() })];

    private static async Task Count(LoggedEvent happened, string measure, decimal amount, NpgsqlConnection connection)
    {
        await TenantScope.Enter(connection, happened.TenantId);
        await connection.ExecuteAsync(
            """
            INSERT INTO usage_daily AS u (tenant_id, day, user_id, measure, amount) VALUES (@TenantId, @OccurredAt::timestamptz::date, @UserId, @measure, @amount)
            ON CONFLICT (tenant_id, day, user_id, measure) DO UPDATE SET amount = u.amount + excluded.amount
            """,
            new { happened.TenantId, happened.OccurredAt, happened.UserId, measure, amount });
    }

    private static (string Measure, decimal Amount)? Used(LoggedEvent happened)
    {
        if (happened.Name == UsageRecorded.EventName)
        {
            var used = happened.As<UsageRecorded>();
            return (used.Measure, used.Amount);
        }
        return happened.Name == JobCompleted.EventName && happened.As<JobCompleted>().Kind == AskQuestion.JobKind ? ("questions_answered", 1) : null;
    }
}
