using System.Diagnostics.Metrics;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Silo.Operations.Metrics;

/// <summary>
/// The figures of the whole installation, which the database knows. They are read before they are shown and not while, because the
/// gauges are asked on a thread that must not wait; however often that is, the database is asked every five seconds.
/// </summary>
public sealed class InstallationFigures : IDisposable
{
    public const string Name = "Preciso.Installation";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2); // Prometheus waits for ten

    private static readonly Dictionary<string, string> Gauges = new()
    {
        ["preciso_queue_jobs"] = "Jobs that are not done, by lane and state.",
        ["preciso_queue_oldest_seconds"] = "How long the job that is due longest has waited.",
        ["preciso_leases_expired"] = "Running jobs whose worker fell silent and that nobody has taken over yet.",
        ["preciso_consumer_lag_events"] = "Events in the log that the group has not taken.",
        ["preciso_consumer_failing"] = "1 while the group cannot take its next events.",
        ["preciso_events_set_aside"] = "Events that the group could not take and that wait for a person.",
        ["preciso_events_unsequenced"] = "Committed events that are not in the log yet.",
        ["preciso_audit_open_lines"] = "Audit lines that the chain does not cover yet.",
        ["preciso_database_bytes"] = "Size of the database.",
    };

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1);
    private volatile ILookup<string, Measurement<double>>? _figures;
    private long? _readAt;

    public InstallationFigures(Database database, IMeterFactory meters, TimeProvider time)
    {
        (_database, _time) = (database, time);
        var meter = meters.Create(Name);
        meter.CreateObservableGauge(
            "preciso_database_up", () => _figures is null ? 0 : 1, description: "1 while the database answers this silo.");
        foreach (var (name, help) in Gauges)
        {
            meter.CreateObservableGauge(name, () => _figures?[name] ?? [], description: help);
        }
    }

    /// <summary>Reads them anew if they are old. That the database does not answer is a figure, too.</summary>
    public async Task Refresh(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_readAt is not { } at || _time.GetElapsedTime(at) >= Fresh)
            {
                _figures = await Read();
                _readAt = _time.GetTimestamp();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<ILookup<string, Measurement<double>>?> Read()
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        const string all =
            """
            SELECT name, labels::text AS labels, value
            FROM (SELECT * FROM installation_figures() UNION ALL SELECT * FROM set_aside_figures()) f
            """;
        var sql = new CommandDefinition(all, cancellationToken: patience.Token);
        try
        {
            var figures = await _database.Across(connection => connection.QueryAsync<Figure>(sql), patience.Token)
                .WaitAsync(patience.Token); // opening a connection does not heed it
            return figures.ToLookup(figure => figure.Name, figure => figure.Measured());
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
        {
            return null; // the process can be measured without its database
        }
    }

    private sealed record Figure(string Name, string Labels, double Value)
    {
        public Measurement<double> Measured() => new(Value, JsonSerializer.Deserialize<Dictionary<string, string>>(Labels)!
            .Select(label => KeyValuePair.Create<string, object?>(label.Key, label.Value)));
    }
}
