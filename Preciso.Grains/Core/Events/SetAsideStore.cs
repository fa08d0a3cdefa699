using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Core.Events;

/// <summary>
/// The statements behind what a group could not take. A group whose first events failed has no row yet: it went with the transaction.
/// </summary>
internal static class SetAsideStore
{
    /// <summary>The group stands still, for now.</summary>
    public static Task<int> RecordError(Database database, string group, Exception error, CancellationToken cancel) => database.Across(
        connection => connection.ExecuteAsync(
            """
            INSERT INTO consumer_groups (name, error) VALUES (@group, @error)
            ON CONFLICT (name) DO UPDATE SET error = excluded.error, updated_at = now()
            """,
            new { group, error = Reason(error) }),
        cancel);

    /// <summary>
    /// Counts a try at the event after this offset, and sets it aside with the last. False where it is to be tried again.
    /// </summary>
    public static Task<bool> CountTry(
        Database database, string group, long offset, LoggedEvent next, Exception error, CancellationToken cancel) => database.Transact(
        async connection =>
        {
            var tries = await connection.QuerySingleOrDefaultAsync<int?>(
                """
                INSERT INTO consumer_groups AS g (name, error, tries) VALUES (@group, @error, 1)
                ON CONFLICT (name) DO UPDATE SET error = excluded.error, tries = g.tries + 1, updated_at = now()
                WHERE g.log_offset = @offset
                RETURNING tries
                """,
                new { group, offset, error = Reason(error) });
            if (tries < EventDelivery.MostTries)
            {
                return false;
            }
            if (tries is { } attempts)
            {
                await SetAside(group, next, attempts, error, connection);
            }
            return true; // or another silo has gone on meanwhile
        },
        cancel);

    private static async Task SetAside(string group, LoggedEvent next, int attempts, Exception error, NpgsqlConnection connection)
    {
        var problem = Failures.Describe(error);
        await TenantScope.Enter(connection, next.TenantId);
        await connection.ExecuteAsync(
            """
            INSERT INTO set_aside_events AS s (tenant_id, consumer, log_offset, error_class, error_code, error_detail, attempts)
            VALUES (@TenantId, @group, @LogOffset, @errorClass, @Code, @Detail, @attempts)
            ON CONFLICT (consumer, log_offset) DO UPDATE
            SET error_class = excluded.error_class, error_code = excluded.error_code, error_detail = excluded.error_detail,
                attempts = s.attempts + excluded.attempts;
            UPDATE consumer_groups SET log_offset = @LogOffset, error = NULL, tries = 0, updated_at = now() WHERE name = @group;
            """,
            new { next.TenantId, group, next.LogOffset, errorClass = Snake.Case(problem.Class), problem.Code, problem.Detail, attempts });
    }

    /// <summary>It failed once more.</summary>
    public static Task<int> CountAgain(
        Database database, Guid tenantId, Guid id, Exception error, CancellationToken cancel) => database.Query(
        tenantId,
        connection =>
        {
            var problem = Failures.Describe(error);
            return connection.ExecuteAsync(
                """
                UPDATE set_aside_events SET error_class = @errorClass, error_code = @Code, error_detail = @Detail, attempts = attempts + 1
                WHERE set_aside_id = @id
                """,
                new { id, errorClass = Snake.Case(problem.Class), problem.Code, problem.Detail });
        },
        cancel);

    public static async Task<IReadOnlyList<SetAsideEvent>> List(Guid tenantId, NpgsqlConnection connection) =>
        [.. (await connection.QueryAsync<Row>(
            """
            SELECT s.set_aside_id AS id, s.consumer, e.name, e.key, s.error_class, s.error_code, s.error_detail, s.attempts, s.since
            FROM set_aside_events s JOIN events e ON e.log_offset = s.log_offset
            WHERE s.tenant_id = @tenantId ORDER BY s.since, s.log_offset LIMIT 200
            """,
            new { tenantId })).Select(row => row.ToView())];

    /// <summary>Takes it back in the turn of its group, when a batch that is under way has ended; null if it is not there.</summary>
    public static async Task<(string Consumer, LoggedEvent Event)?> Take(Guid id, NpgsqlConnection connection)
    {
        const string turn =
            "SELECT name FROM consumer_groups WHERE name = (SELECT consumer FROM set_aside_events WHERE set_aside_id = @id) FOR UPDATE";
        const string taken = "DELETE FROM set_aside_events WHERE set_aside_id = @id RETURNING log_offset";
        const string read = "SELECT * FROM read_events(@before, 1)";
        return await connection.QuerySingleOrDefaultAsync<string?>(turn, new { id }) is { } consumer
            && await connection.QuerySingleOrDefaultAsync<long?>(taken, new { id }) is { } offset
            ? (consumer, await connection.QuerySingleAsync<LoggedEvent>(read, new { before = offset - 1 }))
            : null;
    }

    private static string Reason(Exception error) => $"{error.GetType().Name}: {error.Message}";

    private sealed class Row
    {
        public Guid Id { get; init; }
        public required string Consumer { get; init; }
        public required string Name { get; init; }
        public required string Key { get; init; }
        public required string ErrorClass { get; init; }
        public required string ErrorCode { get; init; }
        public required string ErrorDetail { get; init; }
        public int Attempts { get; init; }
        public DateTimeOffset Since { get; init; }

        public SetAsideEvent ToView() => new(
            Id, Consumer, Name, Key, new JobProblem(Snake.Parse<ErrorClass>(ErrorClass), ErrorCode, ErrorDetail), Attempts, Since);
    }
}
