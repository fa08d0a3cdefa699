using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>Counts and waits by the index of what ended, which holds all that is asked for: no row is read for it.</summary>
public sealed class WorkHistoryQueries(Database database) : IWorkHistory
{
    private const int MostParts = 100;

    private static readonly TimeSpan[] Steps =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(3)];

    public Task<WorkHistory> Read(Caller caller, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel)
    {
        caller.RequireOperator();
        if (to <= from || to - from > IWorkHistory.Longest)
        {
            throw new ProblemException(
                ProblemKind.Invalid, "time_range_invalid",
                $"Ask for a time that ends after it begins, of {IWorkHistory.Longest.Days} days at most.");
        }
        var step = Steps.First(step => (to - from) / step <= MostParts);
        var span = new { caller.TenantId, from = Ceiling(from, step), to = Ceiling(to, step), step };
        return database.Query(
            caller.TenantId,
            async connection => new WorkHistory(
                span.from, span.to, (int)step.TotalSeconds, await Parts(connection, span), await Failures(connection, span),
                await Tenants(connection, span)),
            cancel);
    }

    // Each part is a range of the index, sorted by itself: that is half the work of sorting them all.
    private static async Task<IReadOnlyList<WorkPart>> Parts(NpgsqlConnection connection, object span)
    {
        var rows = await connection.QueryAsync<LanePartRow>(
            """
            SELECT p.at, w.lane, w.completed, w.failed, w.canceled, w.wait[1] AS wait_half, w.wait[2] AS wait_most
            FROM generate_series(@from::timestamptz, @to::timestamptz - @step::interval, @step) p (at)
            LEFT JOIN LATERAL (
                SELECT j.lane, count(*) FILTER (WHERE j.state = 'completed')::int AS completed,
                       count(*) FILTER (WHERE j.state IN ('failed', 'dead_letter'))::int AS failed,
                       count(*) FILTER (WHERE j.state = 'canceled')::int AS canceled,
                       percentile_disc(ARRAY[0.5, 0.95]) WITHIN GROUP (
                           ORDER BY extract(epoch FROM j.started_at - j.created_at)::float8) AS wait
                FROM jobs j
                WHERE j.tenant_id = @TenantId AND j.ended_at >= p.at AND j.ended_at < p.at + @step
                GROUP BY j.lane) w ON true
            ORDER BY p.at
            """,
            span);
        return [.. rows.GroupBy(row => row.At).Select(part => new WorkPart(
            part.Key, [.. part.Where(row => row.Lane is not null).Select(row => row.ToView()).OrderBy(lane => lane.Lane)]))];
    }

    // What an operator took out of the queue has not failed.
    private static async Task<IReadOnlyList<FailedWork>> Failures(NpgsqlConnection connection, object span) =>
        [.. (await connection.QueryAsync<(string Kind, string Class, string Code, string Detail, int Jobs)>(
            """
            SELECT kind, coalesce(error_class, 'bug'), error_code, coalesce(min(error_detail), ''), count(*)::int
            FROM jobs
            WHERE tenant_id = @TenantId AND ended_at >= @from AND ended_at < @to AND state IN ('failed', 'dead_letter')
              AND error_code <> 'set_aside'
            GROUP BY kind, error_class, error_code
            ORDER BY count(*) DESC, kind, error_code
            LIMIT 20
            """,
            span)).Select(row => new FailedWork(row.Kind, ProblemRow.Problem(row.Class, row.Code, row.Detail)!, row.Jobs))];

    private static async Task<IReadOnlyList<TenantWork>?> Tenants(NpgsqlConnection connection, object span)
    {
        var rows = (await connection.QueryAsync<(Guid Id, string Name, int Completed, int Failed, int Waiting, int Running)>(
            "SELECT tenant_id, name, completed, failed, waiting, running FROM work_of_tenants(@from, @to)", span)).AsList();
        // Who runs the installation is one of them.
        return rows.Count == 0 ? null
            : [.. rows.Select(row => new TenantWork(row.Id, row.Name, row.Completed, row.Failed, row.Waiting, row.Running))];
    }

    private static DateTimeOffset Ceiling(DateTimeOffset at, TimeSpan step) =>
        new((at.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks, TimeSpan.Zero);

    private sealed class LanePartRow
    {
        public DateTimeOffset At { get; init; }
        public string? Lane { get; init; }
        public int Completed { get; init; }
        public int Failed { get; init; }
        public int Canceled { get; init; }
        public double? WaitHalf { get; init; }
        public double? WaitMost { get; init; }

        public LaneWork ToView() => new(
            Snake.Parse<Lane>(Lane!), Completed, Failed, Canceled, SpreadRow.Spread(WaitHalf, WaitMost));
    }
}
