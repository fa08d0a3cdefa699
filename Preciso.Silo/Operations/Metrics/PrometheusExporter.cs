using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Preciso.Silo.Operations.Metrics;

/// <summary>Gives out what the meters of this process have counted, when it is asked.</summary>
[ExportModes(ExportModes.Pull)]
public sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private const int Patience = 5000;

    private readonly Lock _one = new();
    private PrometheusText? _into;

    public Func<int, bool>? Collect { get; set; }

    public void Write(PrometheusText text)
    {
        lock (_one)
        {
            _into = text;
            Collect?.Invoke(Patience);
            _into = null;
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            _into?.Write(metric);
        }
        return ExportResult.Success;
    }
}
