using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Silo.Operations.Metrics;
using Preciso.Tests.Postgres;
using Preciso.Tests.World;

namespace Preciso.Tests.Operations;

/// <summary>The figures that the database knows, with the database and without it.</summary>
public sealed class InstallationFiguresTests(TestCluster cluster) : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8); // Prometheus gives up after ten

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task They_are_shown_as_they_were_last_read()
    {
        await using var source = StorageServices.AppSource(await cluster.CreateDatabase(), "test");
        using var figures = Figures(source);

        await figures.Refresh(Cancel);

        var shown = Shown();
        Assert.Contains("preciso_database_up 1", shown);
        Assert.Contains("preciso_queue_jobs{lane=batch,state=pending} 0", shown);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_down_and_keeps_nobody_waiting()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var source = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=preciso");
        using var figures = Figures(source);

        await Task.WhenAll(figures.Refresh(Cancel), figures.Refresh(Cancel)).WaitAsync(Deadline, Cancel);

        Assert.Equal(["preciso_database_up 0"], Shown());
    }

    [Fact]
    public async Task When_the_database_is_gone_no_old_figure_stays_on_the_page()
    {
        using var home = new TemporaryHome();
        var connection = new NpgsqlConnectionStringBuilder(await cluster.CreateDatabase());
        await using var silo = await SiloProcess.Start(connection.ConnectionString, home.Folder);
        Assert.Contains("preciso_queue_jobs{", await silo.Client.GetStringAsync("/metrics", Cancel), StringComparison.Ordinal);

        await Drop(connection);

        await Eventually.True(
            async () => (await silo.Client.GetStringAsync("/metrics", Cancel)) is var page
                && page.Contains("preciso_database_up{} 0", StringComparison.Ordinal)
                && !page.Contains("preciso_queue_jobs{", StringComparison.Ordinal),
            TimeSpan.FromSeconds(30));
    }

    private static async Task Drop(NpgsqlConnectionStringBuilder connection)
    {
        await using var server = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Database = "postgres", Pooling = false });
        await using var drop = server.CreateCommand($"DROP DATABASE {connection.Database} WITH (FORCE)");
        await drop.ExecuteNonQueryAsync(Cancel);
    }

    private InstallationFigures Figures(NpgsqlDataSource source)
    {
        var announcements = new Announcements(source, TimeProvider.System, NullLogger<Announcements>.Instance);
        return new InstallationFigures(new Database(source, announcements, TimeProvider.System), Meters, TimeProvider.System);
    }

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    private List<string> Shown()
    {
        var shown = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == Meters)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, labels, _) => shown.Add(Line(instrument, value, labels)));
        listener.SetMeasurementEventCallback<double>((instrument, value, labels, _) => shown.Add(Line(instrument, value, labels)));
        listener.Start();
        listener.RecordObservableInstruments();
        return shown;
    }

    private static string Line(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels) =>
        labels.Length == 0 ? $"{instrument.Name} {value}"
            : $"{instrument.Name}{{{string.Join(',', labels.ToArray().Select(label => $"{label.Key}={label.Value}"))}}} {value}";
}
