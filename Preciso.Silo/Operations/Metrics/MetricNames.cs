using OpenTelemetry.Metrics;

namespace Preciso.Silo.Operations.Metrics;

/// <summary>What an instrument is called in Prometheus: its unit spelled out at the end, and <c>_total</c> if it only grows.</summary>
public static class MetricNames
{
    public static string Of(Metric metric) => Of(metric.Name, metric.Unit, Grows(metric));

    public static string Of(string name, string unit, bool grows)
    {
        var spelled = unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var clean = Clean(name);
        clean += clean.EndsWith(spelled, StringComparison.Ordinal) ? "" : spelled;
        return clean + (grows ? "_total" : "");
    }

    public static string TypeOf(Metric metric) => metric.MetricType == MetricType.Histogram ? "histogram" : Grows(metric) ? "counter" : "gauge";

    public static string Clean(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static bool Grows(Metric metric) => metric.MetricType is MetricType.LongSum or MetricType.DoubleSum;
}
