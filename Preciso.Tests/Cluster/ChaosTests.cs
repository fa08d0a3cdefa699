using Preciso.Bench.Chaos;

namespace Preciso.Tests.Cluster;

/// <summary>Short histories of three silos on one PostgreSQL, all of which are hit again and again while documents come in.</summary>
public sealed class ChaosTests
{
    private static readonly ChaosPlan Short = new(
        Faults: 12, Documents: 60, Longest: TimeSpan.FromSeconds(12), Pause: TimeSpan.FromSeconds(2), Seed(), Fsync: false);

    [Fact]
    public async Task No_history_loses_repeats_or_strands_a_document()
    {
        TestContext.Current.SendDiagnosticMessage($"PRECISO_TEST_SEED={Short.Seed}");

        var report = await ChaosRun.Live(Short);

        Assert.True(report.Violations.Count == 0, $"Seed {Short.Seed}: {string.Join('\n', report.Violations.Take(10))}");
        Assert.Equal((Short.Documents, Short.Faults), (report.Documents, report.Faults.Count));
        TestContext.Current.SendDiagnosticMessage(
            $"{report.TakenUp} jobs were taken up, at the latest after {report.LongestTakeUp.TotalSeconds:0.0} s; "
            + $"{report.Took.TotalSeconds:0} s in all.");
    }

    private static int Seed() =>
        int.TryParse(Environment.GetEnvironmentVariable("PRECISO_TEST_SEED"), out var given) ? given : Random.Shared.Next();
}
