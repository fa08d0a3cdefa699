using System.Globalization;
using Preciso.Silo.Operations;

namespace Preciso.Bench.Chaos;

/// <summary>
/// <c>preciso bench chaos</c>: a long history over three silos, held against what must be true; the figures, and a line for each finding.
/// </summary>
public static class ChaosBench
{
    private static readonly ChaosPlan Whole = new(
        Faults: 100, Documents: 500, Longest: TimeSpan.FromSeconds(25), Pause: TimeSpan.FromSeconds(5), Seed: 0, Fsync: true);

    /// <summary>In seconds: within it the work of a dead silo is taken up.</summary>
    private const double Limit = 30;

    /// <param name="arguments">Faults, documents, seed; each may be left out.</param>
    /// <exception cref="StartException">Something was not as it must be.</exception>
    public static async Task Run(string[] arguments, TextWriter output)
    {
        int[] given = [.. arguments.Select(argument => int.Parse(argument, CultureInfo.InvariantCulture))];
        var plan = Whole with
        {
            Faults = given.ElementAtOrDefault(0) is > 0 and var faults ? faults : Whole.Faults,
            Documents = given.ElementAtOrDefault(1) is > 0 and var documents ? documents : Whole.Documents,
            Seed = given.Length > 2 ? given[2] : Random.Shared.Next(),
        };
        await output.WriteLineAsync($"seed {plan.Seed}: {plan.Faults} faults on 3 silos while {plan.Documents} documents come in");
        var report = await ChaosRun.Live(plan);
        foreach (var kind in report.Faults.CountBy(fault => fault.Kind).OrderBy(kind => kind.Key))
        {
            await output.WriteLineAsync($"{Snake.Case(kind.Key),-24}{kind.Value,6}");
        }
        await output.WriteLineAsync(
            $"{"documents",-24}{report.Documents,6}  from {report.Uploads} uploads, {report.Refused} of them not answered");
        await output.WriteLineAsync(
            $"{"taken up from the dead",-24}{report.TakenUp,6}  jobs; the longest wait {report.LongestTakeUp.TotalSeconds:0.0} s (limit "
            + $"{Limit})");
        await output.WriteLineAsync($"{"took",-24}{report.Took.TotalSeconds,6:0}  s");
        foreach (var violation in report.Violations)
        {
            await output.WriteLineAsync($"VIOLATION: {violation}");
        }
        if (report.LongestTakeUp.TotalSeconds > Limit)
        {
            throw new StartException($"The work of a dead silo was taken up later than after {Limit} s (seed {plan.Seed}).");
        }
        if (report.Violations.Count > 0)
        {
            throw new StartException($"{report.Violations.Count} things are not as they must be (seed {plan.Seed}).");
        }
        await output.WriteLineAsync("0 lost, 0 twice, 0 stuck, 0 stale writes, no gaps");
    }
}
