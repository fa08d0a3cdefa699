using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Orleans;
using Preciso.Tenants;

namespace Preciso.Bench;

/// <summary>
/// The figure: grain calls committed a second with row, event and audit line, when all callers want the same grain and when each wants
/// another. The limits, in the same run and by turns: a bare transaction on open connections that updates one row and inserts one event,
/// and a grain whose state Orleans' own AdoNet provider writes.
/// </summary>
public sealed class GrainBench(BenchSilo silo, NpgsqlDataSource owner, TextWriter output)
{
    private const int Most = 64;
    private const int Rounds = 3;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    private static readonly string[] Chores = ["seal_audit", "sequence_events", "consumer_groups", "read_events", "pg_notify",
        "next_job_due", "claim_jobs", "orleans.", "usage_"];

    private readonly List<Guid> _users = [];

    private IGrains Grains => silo.Services.GetRequiredService<IGrains>();

    public static async Task Run(TextWriter output)
    {
        await using var silo = await BenchSilo.Start();
        var settings = new NpgsqlConnectionStringBuilder(silo.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString)
        {
            Options = null, Pooling = false,
        };
        await using var owner = NpgsqlDataSource.Create(settings);
        var bench = new GrainBench(silo, owner, output);
        await bench.Prepare();
        await bench.CountRoundTrips();
        foreach (var callers in new[] { 1, 16, Most })
        {
            await bench.Compare(callers, hot: false);
            await bench.Compare(callers, hot: true);
        }
    }

    private async Task Prepare()
    {
        for (var i = 0; i < Most; i++)
        {
            var id = Guid.CreateVersion7();
            await Grains.Get<IUserGrain>(id, silo.Caller).Register(new RegisterUser($"{id:N}@preciso.local", "Bench", Role.Viewer, "none"));
            _users.Add(id);
        }
        await using var tables = owner.CreateCommand(
            """
            CREATE TABLE bare_rows (id int PRIMARY KEY, version bigint NOT NULL DEFAULT 0, data text);
            CREATE TABLE bare_events (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, row_id int NOT NULL, data jsonb NOT NULL,
                at timestamptz NOT NULL DEFAULT now());
            INSERT INTO bare_rows (id) SELECT generate_series(0, 63)
            """);
        await tables.ExecuteNonQueryAsync();
        foreach (var kind in new[] { Ours(hot: false), Plain(hot: false), Bare(hot: false) })
        {
            await Count(Most, kind); // warm
        }
    }

    /// <summary>
    /// Commands and batches that are sent while one call follows the other to a grain that is awake, less what the silo's chores send
    /// meanwhile.
    /// </summary>
    private async Task CountRoundTrips()
    {
        const int calls = 50;
        var (sent, chores) = (0, 0);
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = command => _ = IsChore(command) ? Interlocked.Increment(ref chores) : Interlocked.Increment(ref sent),
        };
        ActivitySource.AddActivityListener(listener);
        var grain = Grains.Get<IUserGrain>(_users[0], silo.Caller);
        for (var i = 0; i < calls; i++)
        {
            await grain.ChangePassword(new ChangePassword($"once {i}"));
        }
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"round trips of a call: {(double)sent / calls:0.0} ({chores} of chores in the same time)"));

        static bool IsChore(Activity command) =>
            command.TagObjects.Any(tag => tag.Value is string text && Chores.Any(chore => text.Contains(chore, StringComparison.Ordinal)));
    }

    /// <summary>
    /// By turns, several times, so that what else the machine does falls on all. The bare ones close their connections before others open
    /// theirs.
    /// </summary>
    private async Task Compare(int callers, bool hot)
    {
        var (ours, plain, bare) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await Count(callers, Ours(hot)));
            plain.Add(await Count(callers, Plain(hot)));
            bare.Add(await Count(callers, Bare(hot)));
        }
        var (mine, theirs, limit) = (Median(ours), Median(plain), Median(bare));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{callers,2} at once, {(hot ? "one grain" : "each its own"),-12} {mine,6:0} calls/s; plain AdoNet state {theirs,6:0}/s, "
            + $"ours is {mine / theirs:0.00} of it (aim 1.00 at 64); bare transactions {limit,6:0}/s, {mine / limit:0.00}"));
    }

    private static double Median(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);

    private Func<int, Task<Calls>> Ours(bool hot) => caller =>
    {
        var grain = Grains.Get<IUserGrain>(_users[hot ? 0 : caller], silo.Caller);
        return Task.FromResult(new Calls(null, n => grain.ChangePassword(new ChangePassword($"hash {n}"))));
    };

    private Func<int, Task<Calls>> Plain(bool hot) => caller =>
    {
        var grain = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IPlainGrain>($"{(hot ? 0 : caller)}");
        return Task.FromResult(new Calls(null, n => grain.Change($"hash {n}")));
    };

    private Func<int, Task<Calls>> Bare(bool hot) => async caller =>
    {
        var connection = await owner.OpenConnectionAsync();
        var row = hot ? 0 : caller;
        return new Calls(connection, async n =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await Execute(connection, "UPDATE bare_rows SET version = version + 1, data = $1 WHERE id = $2", $"hash {n}", row);
            await Execute(
                connection, "INSERT INTO bare_events (data, row_id) VALUES (jsonb_build_object('was', $1::text), $2)", $"{n}", row);
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
