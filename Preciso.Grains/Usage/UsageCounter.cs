using Dapper;
using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage.Events;
using Preciso.Jobs;
using Preciso.Usage;

namespace Preciso.Grains.Usage;

/// <summary>Counts by day and person what was used. The counts move with the offset, so that no event counts twice.</summary>
public sealed class UsageCounter : IEventConsumer
{
    public string Group => "usage";

    public async Task Handle(IReadOnlyList<LoggedEvent> events, NpgsqlConnection connection, CancellationToken cancel)
    {
        foreach (var happened in events)
        {
            if (Used(happened) is not { } used)
            {
                continue;
            }
            await TenantScope.Enter(connection, happened.TenantId);
            await connection.ExecuteAsync(
                """
                INSERT INTO usage_daily AS u (tenant_id, day, user_id, measure, amount) VALUES (@TenantId, @OccurredAt::timestamptz::date, @UserId, @Measure, @Amount)
                ON CONFLICT (tenant_id, day, user_id, measure) DO UPDATE SET amount = u.amount + excluded.amount
                """,
                new { happened.TenantId, happened.OccurredAt, happened.UserId, used.Measure, used.Amount });
        }
    }

    private static (string Measure, decimal Amount)? Used(LoggedEvent happened)
    {
        if (happened.Name == UsageRecorded.EventName)
        {
            var used = happened.As<UsageRecorded>();
            return (used.Measure, used.Amount);
        }
        return happened.Name == JobCompleted.EventName && happened.As<JobCompleted>().Kind == JobKinds.Ask.Name ? ("questions_answered", 1) : null;
    }
}
