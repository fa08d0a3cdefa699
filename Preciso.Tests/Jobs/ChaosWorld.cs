using System.Collections.Concurrent;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Bench;
using Preciso.Grains.Core;
using Preciso.Grains.Jobs;
using Preciso.Grains.Storage;
using Preciso.Jobs;
using Preciso.Silo;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Jobs;

public sealed record Holder(Guid Lease, Guid JobId, int Attempt, string Worker);

/// <summary>
/// A PostgreSQL of its own, silos in processes that can be killed or paused, and silos in this process whose clocks are an hour wrong.
/// </summary>
public sealed class ChaosWorld : IAsyncDisposable
{
    public const int Processes = 2;
    private static readonly string[] BenchWorker = [typeof(WorkerProcess).Assembly.Location, WorkerProcess.Verb];

    private readonly SiloProcess[] _silos = new SiloProcess[Processes];
    private readonly WebApplication[] _skewed = new WebApplication[2];
    private readonly Caller _caller = new(Guid.CreateVersion7(), Guid.CreateVersion7(), Role.Admin);
    private readonly ConcurrentDictionary<Holder, bool> _holders = [];
    private readonly CancellationTokenSource _stop = new();
    private KillablePostgres _postgres = null!;
    private Task _watch = Task.CompletedTask;

    private IServiceProvider People => _skewed[0].Services;

    public static async Task<ChaosWorld> Start()
    {
        var world = new ChaosWorld();
        world._postgres = await KillablePostgres.Start();
        await world.Execute(
            """
            INSERT INTO tenants (tenant_id, name, version, created_at) VALUES (@TenantId, 'T', 1, now());
            INSERT INTO users (user_id, tenant_id, email, name, role, password_hash, stamp, version, created_at)
            VALUES (@UserId, @TenantId, 'a@example.com', 'A', 'admin', '', gen_random_uuid(), 1, now());
            """);
        for (var i = 0; i < world._skewed.Length; i++)
        {
            await world.StartSkewed(i);
        }
        await Task.WhenAll(Enumerable.Range(0, Processes).Select(world.StartProcess));
        world._watch = world.Watch();
        return world;
    }

    /// <summary>Null when PostgreSQL could not be asked, or did not say whether it took it.</summary>
    public async Task<Guid?> TryEnqueue(BenchJobs.StepsArgs args)
    {
        var id = Guid.CreateVersion7();
        return await Try(() => People.GetRequiredService<Database>().Commit(_caller, "test", id.ToString(), unit =>
        {
            unit.Enqueue(new NewJob(id, BenchJobs.Steps, id.ToString(), Args: JsonSerializer.Serialize(args, PrecisoJson.Options)));
            return Task.FromResult(0);
        })) ? id : null;
    }

    /// <summary>What a person orders; an order that cannot be carried out is refused, and changes nothing.</summary>
    public Task TryOrder(Guid jobId, JobAction action)
    {
        var job = People.GetRequiredService<IGrains>().Get<IJobGrain>(jobId, _caller);
        return Try(() => action switch
        {
            JobAction.Cancel => job.Cancel(new CancelJob()),
            JobAction.Retry => job.Retry(new RetryJob()),
            JobAction.Discard => job.Discard(new DiscardJob()),
            _ => job.SetAside(new SetJobAside(null)),
        });
    }

    public async Task Kill(int process)
    {
        await _silos[process].Kill();
        await _silos[process].DisposeAsync();
        await StartProcess(process);
    }

    public async Task Pause(int process, TimeSpan howLong)
    {
        await _silos[process].Pause();
        await Task.Delay(howLong);
        await _silos[process].Resume();
    }

    public Task KillPostgres() => _postgres.Kill();

    /// <summary>In good order: it hands back what it has.</summary>
    public async Task RestartSkewed()
    {
        await _skewed[1].StopAsync();
        await _skewed[1].DisposeAsync();
        await Eventually.True(() => Try(async () =>
        {
            await StartSkewed(1);
            return 0;
        }), TimeSpan.FromSeconds(60));
    }

    /// <summary>Nothing bad happens any more, and what waits for its next attempt waits no longer than it must.</summary>
    public Task Calm() => Task.WhenAll(_silos.Select(silo => silo.Resume()));

    /// <summary>Who was seen holding what, while it was held.</summary>
    public ICollection<Holder> Holders => _holders.Keys;

    public async Task<IReadOnlyList<JobHistory>> Histories()
    {
        await using var owner = new NpgsqlConnection(_postgres.ConnectionString);
        var events = (await owner.QueryAsync<(Guid Key, long Position, string Name, int Attempt, string? Worker, DateTime At)>(
            "SELECT key::uuid, position, name, (data ->> 'attempt')::int, data ->> 'worker', occurred_at FROM events WHERE grain = 'job' "
            + "ORDER BY position")).ToLookup(e => e.Key);
        var steps = (await owner.QueryAsync<(Guid JobId, int Attempt, string Worker, DateTime StartedAt, DateTime? EndedAt)>(
            "SELECT job_id, attempt, worker, started_at, ended_at FROM job_steps")).ToLookup(s => s.JobId);
        return [.. (await owner.QueryAsync<(Guid JobId, string State)>("SELECT job_id, state FROM jobs")).Select(job => new JobHistory(
            job.JobId, Snake.Parse<JobState>(job.State),
            [.. events[job.JobId].Select(e => new HistoryEvent(e.Position, e.Name, e.Attempt, e.Worker, e.At))],
            [.. steps[job.JobId].Select(s => new HistoryStep(s.Attempt, s.Worker, s.StartedAt, s.EndedAt))]))];
    }

    public Task<T> Ask<T>(string sql) => _postgres.Ask<T>(sql);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watch;
        _stop.Dispose();
        foreach (var silo in _silos)
        {
            await (silo?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        foreach (var app in _skewed)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        await _postgres.DisposeAsync();
    }

    private async Task Watch()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Try(async () =>
            {
                await using var owner = new NpgsqlConnection(_postgres.ConnectionString);
                foreach (var holder in await owner.QueryAsync<Holder>(
                    "SELECT lease, job_id, attempt, worker FROM jobs WHERE state = 'processing'"))
                {
                    _holders.TryAdd(holder, true);
                }
                return 0;
            });
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private async Task StartProcess(int process) =>
        _silos[process] = await SiloProcess.Start(_postgres.ConnectionString, _postgres.Home, command: BenchWorker);

    private async Task StartSkewed(int index)
    {
        var builder = SiloApp.Configure(
            ["--urls", "http://127.0.0.1:0", "--Preciso:Jobs:LeaseSeconds", "3", "--Preciso:Jobs:DrainSeconds", "0"],
            new PrecisoHome(_postgres.Home), _postgres.ConnectionString);
        builder.Logging.ClearProviders();
        builder.Services.AddBenchJobs();
        builder.Services.TolerateSlowness();
        builder.Services.Replace(
            ServiceDescriptor.Singleton<TimeProvider>(new WrongClock(index == 0 ? TimeSpan.FromHours(1) : TimeSpan.FromHours(-1))));
        builder.Services.Replace(ServiceDescriptor.Singleton(new SiloName($"skewed-{index}-{Guid.CreateVersion7():N}")));
        var app = await SiloApp.Build(builder, _postgres.ConnectionString, CancellationToken.None);
        await app.StartAsync();
        _skewed[index] = app;
    }

    private async Task Execute(string sql)
    {
        await using var owner = new NpgsqlConnection(_postgres.ConnectionString);
        await owner.ExecuteAsync(sql, new { _caller.TenantId, _caller.UserId });
    }

    private static async Task<bool> Try<T>(Func<Task<T>> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or ProblemException or TimeoutException or IOException)
        {
            return false;
        }
    }

    private sealed class WrongClock(TimeSpan off) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + off;
    }
}
