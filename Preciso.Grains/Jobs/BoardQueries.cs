using Dapper;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>
/// Counts of one tenant's jobs, by the indexes of what is open and of what ended: the board costs as much as there is work
/// now, not as much as there ever was.
/// </summary>
public sealed class BoardQueries(Database database, Members members, IEnumerable<JobKind> kinds, TimeProvider time) : IBoard
{
    public async Task<Board> Get(Caller caller, CancellationToken cancel)
    {
        caller.RequireOperator();
        var silos = await members.List();
        return await database.Query(
            caller.TenantId,
            async connection => new Board(
                time.GetUtcNow(), await Lanes(connection, caller), await Minutes(connection, caller),
                await Failures(connection, caller), await AtWork(connection, silos), await Stranded(connection, caller, silos),
                await IsHouse(connection, caller)),
            cancel);
    }

    public Task<bool> RunsInstallation(Caller caller, CancellationToken cancel) =>
        database.Across(connection => IsHouse(connection, caller), cancel);

    private static Task<bool> IsHouse(NpgsqlConnection connection, Caller caller) =>
        connection.ExecuteScalarAsync<bool>("SELECT is_house(@TenantId)", new { caller.TenantId });

    private static async Task<IReadOnlyList<LaneStanding>> Lanes(NpgsqlConnection connection, Caller caller) =>
        [.. (await connection.QueryAsync<LaneRow>(
            """
            WITH open AS (
                SELECT lane, state, created_at, started_at, ended_at
                FROM jobs WHERE tenant_id = @TenantId AND state IN ('pending', 'retrying')
                UNION ALL
                SELECT lane, state, created_at, started_at, ended_at FROM jobs WHERE tenant_id = @TenantId AND state = 'processing'
                UNION ALL
                SELECT lane, state, created_at, started_at, ended_at FROM jobs WHERE tenant_id = @TenantId AND state = 'dead_letter'
                UNION ALL
                SELECT lane, state, created_at, started_at, ended_at FROM jobs
                WHERE tenant_id = @TenantId AND ended_at > now() - interval '1 hour' AND state <> 'dead_letter'),
            timed AS (
                SELECT lane, state,
                       CASE WHEN started_at > now() - interval '1 hour' THEN extract(epoch FROM started_at - created_at) END AS wait,
                       CASE WHEN ended_at > now() - interval '1 hour' THEN extract(epoch FROM ended_at - started_at) END AS run
                FROM open)
            SELECT l.lane,
                   count(*) FILTER (WHERE t.state = 'pending')::int AS waiting,
                   count(*) FILTER (WHERE t.state = 'processing')::int AS running,
                   count(*) FILTER (WHERE t.state = 'retrying')::int AS retrying,
                   count(*) FILTER (WHERE t.state = 'dead_letter')::int AS dead_letters,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY t.wait) AS wait_half,
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY t.wait) AS wait_most,
                   percentile_cont(0.5) WITHIN GROUP (ORDER BY t.run) AS run_half,
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY t.run) AS run_most
            FROM lanes l LEFT JOIN timed t ON t.lane = l.lane
            GROUP BY l.lane, l.priority
            ORDER BY l.priority
            """,
            new { caller.TenantId })).Select(row => row.ToView())];

    private static async Task<IReadOnlyList<MinuteOfWork>> Minutes(NpgsqlConnection connection, Caller caller) =>
        [.. (await connection.QueryAsync<(DateTime At, int Completed, int Failed)>(
            """
            SELECT m.at, count(j.state) FILTER (WHERE j.state = 'completed')::int, count(j.state) FILTER (WHERE j.state <> 'completed')::int
            FROM generate_series(date_trunc('minute', now()) - interval '59 minutes',
                date_trunc('minute', now()), interval '1 minute') AS m (at)
            LEFT JOIN (SELECT date_trunc('minute', ended_at) AS at, state FROM jobs
                       WHERE tenant_id = @TenantId AND ended_at > now() - interval '1 hour'
                         AND state IN ('completed', 'failed', 'dead_letter')) j ON j.at = m.at
            GROUP BY m.at ORDER BY m.at
            """,
            new { caller.TenantId }))
            .Select(row => new MinuteOfWork(new DateTimeOffset(row.At, TimeSpan.Zero), row.Completed, row.Failed))];

    // What an operator took out of the queue has not failed.
    private static async Task<IReadOnlyList<FailureReason>> Failures(NpgsqlConnection connection, Caller caller) =>
        [.. (await connection.QueryAsync<(string Class, string Code, string Detail, int Jobs)>(
            """
            SELECT coalesce(error_class, 'bug'), error_code, coalesce(min(error_detail), ''), count(*)::int
            FROM jobs
            WHERE tenant_id = @TenantId AND ended_at > now() - interval '24 hours' AND state IN ('failed', 'dead_letter')
              AND error_code IS NOT NULL AND error_code <> 'set_aside'
            GROUP BY error_class, error_code
            ORDER BY count(*) DESC, error_code
            LIMIT 8
            """,
            new { caller.TenantId })).Select(row => new FailureReason(ProblemRow.Problem(row.Class, row.Code, row.Detail)!, row.Jobs))];

    private static async Task<IReadOnlyList<SiloView>> AtWork(NpgsqlConnection connection, IReadOnlyList<SiloView> silos)
    {
        var rows = await connection.QueryAsync<(string Silo, int Running)>("SELECT silo, running FROM work_on_silos()");
        var running = rows.ToDictionary(row => row.Silo, row => row.Running);
        return [.. silos.Select(silo => silo with { Running = running.GetValueOrDefault(silo.Name) })];
    }

    private async Task<IReadOnlyList<StrandedJobs>> Stranded(NpgsqlConnection connection, Caller caller, IReadOnlyList<SiloView> silos)
    {
        var here = silos.Where(silo => silo.Standing is SiloStanding.Active or SiloStanding.Joining).SelectMany(silo => silo.Roles)
            .ToHashSet();
        var stranded = kinds.Where(kind => !here.Contains(kind.Role)).ToDictionary(kind => kind.Name, kind => kind.Role);
        var waiting = await connection.QueryAsync<(string Kind, int Jobs)>(
            """
            SELECT kind, count(*)::int FROM jobs
            WHERE tenant_id = @TenantId AND state IN ('pending', 'retrying') AND kind = ANY (@Kinds)
            GROUP BY kind ORDER BY kind
            """,
            new { caller.TenantId, Kinds = stranded.Keys.ToArray() });
        return [.. waiting.Select(row => new StrandedJobs(row.Kind, stranded[row.Kind], row.Jobs))];
    }

    private sealed class LaneRow
    {
        public required string Lane { get; init; }
        public int Waiting { get; init; }
        public int Running { get; init; }
        public int Retrying { get; init; }
        public int DeadLetters { get; init; }
        public double? WaitHalf { get; init; }
        public double? WaitMost { get; init; }
        public double? RunHalf { get; init; }
        public double? RunMost { get; init; }

        public LaneStanding ToView() => new(
            Snake.Parse<Lane>(Lane), Waiting, Running, Retrying, DeadLetters, SpreadRow.Spread(WaitHalf, WaitMost),
            SpreadRow.Spread(RunHalf, RunMost));
    }
}
