using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Preciso.Tenants;

namespace Preciso.Silo.Bench;

/// <summary>
/// The figure: grain calls committed a second, when all callers want the same grain and when each wants another. The limit: a
/// bare transaction on the same PostgreSQL that updates one row and inserts one event, on open connections.
/// </summary>
public sealed class GrainBench(BenchSilo silo, NpgsqlDataSource owner, TextWriter output)
{
    private const int Most = 64;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    public static async Task Run(TextWriter output)
    {
        await using var silo = await BenchSilo.Start();
        var settings = new NpgsqlConnectionStringBuilder(silo.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString) { Options = null, Pooling = false };
        await using var owner = NpgsqlDataSource.Create(settings);
        var bench = new GrainBench(silo, owner, output);
        await bench.Prepare();
        foreach (var callers in new[] { 1, 16, Most })
        {
            await bench.Compare(callers);
        }
    }

    private readonly List<Guid> _users = [];

    private async Task Prepare()
    {
        for (var i = 0; i < Most; i++)
        {
            var id = Guid.CreateVersion7();
            await silo.Services.GetRequiredService<IGrains>().Get<IUserGrain>(id, silo.Caller)
                .Register(new RegisterUser($"{id:N}@preciso.local", "Bench", Role.Viewer, "none"));
            _users.Add(id);
        }
        await using var tables = owner.CreateCommand(
            """
            CREATE TABLE bare_rows (id int PRIMARY KEY, version bigint NOT NULL DEFAULT 0, data text);
            CREATE TABLE bare_events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, row_id int NOT NULL, data jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now());
            INSERT INTO bare_rows (id) SELECT generate_series(0, 63)
            """);
        await tables.ExecuteNonQueryAsync();
        await Count(1, Ours(hot: false)); // warm
        await Count(1, Bare(hot: false));
    }

    /// <summary>The bare ones close their connections before ours open theirs: together they would be more than the server takes.</summary>
    private async Task Compare(int callers)
    {
        var (bareSpread, bareHot) = (await Count(callers, Bare(hot: false)), await Count(callers, Bare(hot: true)));
        var (spread, hot) = (await Count(callers, Ours(hot: false)), await Count(callers, Ours(hot: true)));
        Line(callers, "each its own", spread, bareSpread);
        Line(callers, "one grain", hot, bareHot);
    }

    private void Line(int callers, string which, double ours, double bare) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{callers,2} at once, {which,-12} {ours,6:0} calls/s; bare transactions {bare,6:0}/s; ours is {ours / bare:0.00} of it"));

    private Func<int, Task<Calls>> Ours(bool hot) => caller =>
    {
        var grain = silo.Services.GetRequiredService<IGrains>().Get<IUserGrain>(_users[hot ? 0 : caller], silo.Caller);
        return Task.FromResult(new Calls(null, n => grain.ChangePassword(new ChangePassword($"hash {n}"))));
    };

    private Func<int, Task<Calls>> Bare(bool hot) => async caller =>
    {
        var connection = await owner.OpenConnectionAsync();
        var row = hot ? 0 : caller;
        return new Calls(connection, async n =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await Execute(connection, "UPDATE bare_rows SET version = version + 1, data = $1 WHERE id = $2", $"hash {n}", row);
            await Execute(connection, "INSERT INTO bare_events (data, row_id) VALUES (jsonb_build_object('was', $1::text), $2)", $"{n}", row);
            await transaction.CommitAsync();
        });
    };

    private static async Task Execute(NpgsqlConnection connection, string sql, string text, int row)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = text }, new() { Value = row } } };
        await command.PrepareAsync();
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<double> Count(int callers, Func<int, Task<Calls>> begin)
    {
        var calls = await Task.WhenAll(Enumerable.Range(0, callers).Select(begin));
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(calls.Select(async call =>
        {
            var count = 0;
            for (; watch.Elapsed < Each; count++)
            {
                await call.Make(count);
            }
            return count;
        }));
        var seconds = watch.Elapsed.TotalSeconds;
        foreach (var call in calls)
        {
            await (call.Connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        return counts.Sum() / seconds;
    }

    private sealed record Calls(NpgsqlConnection? Connection, Func<int, Task> Make);
}
