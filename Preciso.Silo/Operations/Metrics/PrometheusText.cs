using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace Preciso.Silo.Operations.Metrics;

/// <summary>Text in Prometheus' exposition format 0.0.4.</summary>
public sealed class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();
    private string _family = "";

    /// <summary>Lines of one family must follow each other.</summary>
    public void Gauge(string name, string help, double value, params IEnumerable<KeyValuePair<string, object?>> labels)
    {
        Family(name, "gauge", help);
        Line(name, labels, value);
    }

    public void Write(Metric metric)
    {
        var name = MetricNames.Of(metric);
        Family(name, MetricNames.TypeOf(metric), metric.Description);
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (metric.MetricType == MetricType.Histogram)
            {
                Histogram(name, point);
            }
            else
            {
                Line(name, Labels(point), Value(metric.MetricType, point));
            }
        }
    }

    public override string ToString() => _text.ToString();

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private static List<KeyValuePair<string, object?>> Labels(in MetricPoint point)
    {
        var labels = new List<KeyValuePair<string, object?>>();
        foreach (var tag in point.Tags)
        {
            labels.Add(tag);
        }
        return labels;
    }

    private void Histogram(string name, in MetricPoint point)
    {
        var labels = Labels(point);
        long below = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            Line(name + "_bucket", [.. labels, new("le", Number(bucket.ExplicitBound))], below);
        }
        Line(name + "_sum", labels, point.GetHistogramSum());
        Line(name + "_count", labels, point.GetHistogramCount());
    }

    private void Family(string name, string type, string help)
    {
        if (name != _family)
        {
            _family = name;
            _text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
            _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        }
    }

    private void Line(string name, IEnumerable<KeyValuePair<string, object?>> labels, double value)
    {
        var set = string.Join(',', labels.Select(label => $"{MetricNames.Clean(label.Key)}=\"{Quoted(Convert.ToString(label.Value, CultureInfo.InvariantCulture) ?? "")}\""));
        _text.Append(name).Append(set.Length == 0 ? "" : $"{{{set}}}").Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Quoted(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
