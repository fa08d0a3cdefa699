using System.Diagnostics;
using Npgsql;

namespace Preciso.Bench;

/// <summary>
/// The limit of the queue: the least that anyone would write by hand on the same PostgreSQL, one row a statement, each statement a commit.
/// </summary>
public sealed class BareQueue(NpgsqlDataSource source)
{
    private const string Table =
        """
        CREATE TABLE IF NOT EXISTS bare_jobs (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL DEFAULT 'pending',
            args jsonb,
            created_at timestamptz NOT NULL DEFAULT now(), started_at timestamptz, ended_at timestamptz);
        CREATE INDEX IF NOT EXISTS bare_jobs_waiting ON bare_jobs (id) WHERE state = 'pending';
        TRUNCATE bare_jobs
        """;

    private const string Claim =
        """
        UPDATE bare_jobs SET state = 'processing', started_at = now()
        WHERE id = (SELECT id FROM bare_jobs WHERE state = 'pending' ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 1) RETURNING id
        """;

    /// <returns>Jobs a second.</returns>
    public async Task<double> Run(int jobs, int callers, int workers)
    {
        await using (var table = source.CreateCommand(Table))
        {
            await table.ExecuteNonQueryAsync();
        }
        var left = jobs;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
        [
            .. Enumerable.Range(0, callers).Select(caller => Enqueue((jobs / callers) + (caller < jobs % callers ? 1 : 0))),
            .. Enumerable.Range(0, workers).Select(_ => Work(() => Volatile.Read(ref left) > 0, () => Interlocked.Decrement(ref left))),
        ]);
        return jobs / watch.Elapsed.TotalSeconds;
    }

    private async Task Enqueue(int jobs)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var insert = new NpgsqlCommand("INSERT INTO bare_jobs (args) VALUES (NULL)", connection);
        await insert.PrepareAsync();
        for (var i = 0; i < jobs; i++)
        {
            await insert.ExecuteNonQueryAsync();
        }
    }

    private async Task Work(Func<bool> more, Action done)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var claim = new NpgsqlCommand(Claim, connection);
        await using var end = new NpgsqlCommand("UPDATE bare_jobs SET state = 'completed', ended_at = now() WHERE id = $1", connection);
        var id = new NpgsqlParameter<long>();
        end.Parameters.Add(id);
        await claim.PrepareAsync();
        await end.PrepareAsync();
        while (more())
        {
            if (await claim.ExecuteScalarAsync() is not long claimed)
            {
                await Task.Delay(1); // nothing waits
                continue;
            }
            id.TypedValue = claimed;
            await end.ExecuteNonQueryAsync();
            done();
        }
    }
}
