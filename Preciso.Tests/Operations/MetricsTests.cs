using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Preciso.Tests.Postgres;
using Preciso.Tests.Web;
using Preciso.Tests.World;

namespace Preciso.Tests.Operations;

/// <summary>/metrics of a silo that has worked a little.</summary>
public sealed partial class MetricsTests(MeasuredSilo silo, TestCluster cluster) : IClassFixture<MeasuredSilo>
{
    private const string Token = "0123456789abcdef0123";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_is_in_the_form_that_Prometheus_reads()
    {
        var text = await Read();

        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line(), line));
        var families = text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();
        Assert.Equal(families.Count, families.Distinct().Count());
    }

    [Fact]
    public async Task The_buckets_of_a_histogram_add_up_to_its_count()
    {
        var text = await Read();

        var all = Value(text, """preciso_job_run_seconds_bucket{kind="ingest",lane="ingest",le="+Inf"}""");
        Assert.True(all >= 1);
        Assert.Equal(all, Value(text, """preciso_job_run_seconds_count{kind="ingest",lane="ingest"}"""));
        Assert.True(Value(text, """preciso_job_attempts_total{kind="ingest",lane="ingest",state="completed"}""") >= 1);
    }

    [Fact]
    public async Task How_long_a_job_waited_is_counted_from_a_millisecond_to_an_hour()
    {
        var text = await Read();

        Assert.True(Value(text, """preciso_job_wait_seconds_count{kind="ingest",lane="ingest"}""") >= 2);
        Assert.InRange(Value(text, """preciso_job_wait_seconds_sum{kind="ingest",lane="ingest"}"""), 0.001, 120);
        Assert.Contains("""preciso_job_wait_seconds_bucket{kind="ingest",lane="ingest",le="0.001"}""", text, StringComparison.Ordinal);
        Assert.Contains("""preciso_job_wait_seconds_bucket{kind="ingest",lane="ingest",le="3600"}""", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_figures_of_the_installation_name_no_tenant()
    {
        var text = await Read();

        Assert.Equal(1, Value(text, """preciso_silos{role="worker"}"""));
        Assert.Equal(1, Value(text, "preciso_database_up{}"));
        Assert.Contains("""preciso_queue_jobs{lane="batch",state="pending"} 0""", text, StringComparison.Ordinal);
        Assert.Contains("""preciso_consumer_lag_events{group="usage"}""", text, StringComparison.Ordinal);
        Assert.Contains("""preciso_events_set_aside{group="usage"} 0""", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("[0-9a-f]{8}-[0-9a-f]{4}-", text);
    }

    [Fact]
    public async Task The_dashboard_shows_nothing_that_is_not_measured()
    {
        var text = await Read();

        var shown = Shown().ToHashSet();
        var measured = text.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line[..line.IndexOfAny(['{', ' '])])
            .ToHashSet();
        Assert.True(shown.Count > 12);
        Assert.Empty(shown.Except(measured));
    }

    [Fact]
    public async Task Without_a_token_only_this_machine_itself_may_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };

        using var response = await silo.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task With_a_token_nobody_reads_without_it()
    {
        await using var guarded = new TestSilo(cluster) { Settings = ["--Preciso:Metrics:Token", Token] };
        await guarded.InitializeAsync();
        using var client = new HttpClient { BaseAddress = guarded.Address };

        using var without = await client.GetAsync("/metrics", Cancel);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var with = await client.GetAsync("/metrics", Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
    }

    private static double Value(string text, string series) =>
        double.Parse(text.Split('\n').Single(line => line.StartsWith(series + " ", StringComparison.Ordinal))[(series.Length + 1)..],
            CultureInfo.InvariantCulture);

    /// <summary>The metrics that the dashboard's queries name.</summary>
    private static IEnumerable<string> Shown()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "grafana", "preciso.json")));
        return dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => Grouping().Replace(target.GetProperty("expr").GetString()!, ""))
            .SelectMany(query => Name().Matches(query).Select(match => match.Value)).ToList();
    }

    private async Task<string> Read()
    {
        using var response = await silo.Client.GetAsync("/metrics", Cancel);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    [GeneratedRegex(
        """^(# (HELP [a-z0-9_]+ .*|TYPE [a-z0-9_]+ (gauge|counter|histogram))|"""
        + """[a-z][a-z0-9_]*(\{([a-z_]+="([^"\\\n]|\\.)*",?)*\})? (-?[0-9.]+(E[-+]?[0-9]+)?|[+-]Inf|NaN))$""")]
    private static partial Regex Line();

    [GeneratedRegex(@"by \([^)]*\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\b(preciso|http|dotnet)_[a-z0-9_]+(?=[{\[)\s]|$)")]
    private static partial Regex Name();
}
