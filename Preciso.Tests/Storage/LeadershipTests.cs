using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Storage;

/// <summary>One leads; when its connection ends, whoever waits leads at once.</summary>
public sealed class LeadershipTests(TestCluster cluster) : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private string _database = "";

    public async ValueTask InitializeAsync() => _database = await cluster.CreateDatabase();

    public ValueTask DisposeAsync()
    {
        _stop.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_lead_moves_when_the_leaders_connection_ends_and_the_old_leader_is_told()
    {
        await using var first = new Candidate(_database, _stop.Token);
        await first.Leads();
        await using var second = new Candidate(_database, _stop.Token);
        await Eventually.True(() => Waiting(1), Soon);
        Assert.False(second.IsLeading);

        await using (var owner = new NpgsqlConnection(_database))
        {
            await owner.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        }

        await second.Leads();
        await Eventually.True(() => Task.FromResult(!first.IsLeading), Soon);
        await _stop.CancelAsync();
    }

    [Fact]
    public async Task Two_names_have_two_leads()
    {
        await using var one = new Candidate(_database, _stop.Token, "one");
        await using var other = new Candidate(_database, _stop.Token, "other");

        await one.Leads();
        await other.Leads();

        await _stop.CancelAsync();
    }

    private async Task<bool> Waiting(int count)
    {
        await using var owner = new NpgsqlConnection(_database);
        return await owner.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == count;
    }

    private sealed class Candidate : IAsyncDisposable
    {
        private readonly NpgsqlDataSource _source;
        private readonly Task _run;

        public Candidate(string database, CancellationToken stop, string name = "lead")
        {
            _source = StorageServices.AppSource(database);
            _run = new Leadership(_source, TimeProvider.System, NullLogger<Leadership>.Instance).Lead(name, Work, stop);
        }

        public bool IsLeading { get; private set; }

        public Task Leads() => Eventually.True(() => Task.FromResult(IsLeading), Soon);

        public async ValueTask DisposeAsync()
        {
            await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _source.DisposeAsync();
        }

        private async Task Work(CancellationToken lead)
        {
            IsLeading = true;
            try
            {
                await Task.Delay(Timeout.Infinite, lead);
            }
            finally
            {
                IsLeading = false;
            }
        }
    }
}
