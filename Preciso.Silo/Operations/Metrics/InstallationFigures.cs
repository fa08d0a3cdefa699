using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Storage;

namespace Preciso.Silo.Operations.Metrics;

/// <summary>The figures of the whole installation, which the database knows. However often they are asked for, it is asked every five seconds.</summary>
public sealed class InstallationFigures(Database database, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyList<Figure>? _figures;
    private long _readAt;

    public async Task Write(PrometheusText text, CancellationToken cancel)
    {
        var figures = await Read(cancel);
        text.Gauge("preciso_database_up", "1 while the database answers this silo.", figures is null ? 0 : 1);
        foreach (var figure in figures ?? [])
        {
            text.Gauge(figure.Name, Help(figure.Name), figure.Value, JsonSerializer.Deserialize<Dictionary<string, object?>>(figure.Labels)!);
        }
    }

    public void Dispose() => _one.Dispose();

    private static string Help(string name) => name switch
    {
        "preciso_queue_jobs" => "Jobs that are not done, by lane and state.",
        "preciso_queue_oldest_seconds" => "How long the job that is due longest has waited.",
        "preciso_leases_expired" => "Running jobs whose worker fell silent and that nobody has taken over yet.",
        "preciso_consumer_lag_events" => "Events in the log that the group has not taken.",
        "preciso_consumer_failing" => "1 while the group cannot take its next events.",
        "preciso_events_unsequenced" => "Committed events that are not in the log yet.",
        "preciso_audit_open_lines" => "Audit lines that the chain does not cover yet.",
        "preciso_silos" => "Silos that live, by role.",
        "preciso_silo_slots" => "How many jobs all silos together work on at once.",
        _ => "Size of the database.",
    };

    private async Task<IReadOnlyList<Figure>?> Read(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_figures is null || time.GetElapsedTime(_readAt) >= Fresh)
            {
                _figures = null;
                _figures = await database.Across(
                    async connection => (await connection.QueryAsync<Figure>("SELECT name, labels::text AS labels, value FROM installation_figures()")).AsList(), cancel);
                _readAt = time.GetTimestamp();
            }
            return _figures;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            return null; // the process can be measured without its database
        }
        finally
        {
            _one.Release();
        }
    }

    private sealed record Figure(string Name, string Labels, double Value);
}
