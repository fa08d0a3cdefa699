using Preciso.Jobs;

namespace Preciso.Web.Jobs;

/// <summary>
/// The steps of a job laid out in time: each attempt from its own beginning, all on one scale, so that what took long is long, and a
/// night between two attempts does not make a dot of either.
/// </summary>
/// <param name="Scale">How long the longest attempt took.</param>
public sealed record JobTimeline(IReadOnlyList<TimelineAttempt> Attempts, TimeSpan Scale)
{
    private const double Narrowest = 0.8; // percent: a step of a moment can be seen too

    /// <param name="running">Whether a step without an end still runs; otherwise its worker died in it.</param>
    public static JobTimeline From(IReadOnlyList<JobStepView> steps, bool running, DateTimeOffset now)
    {
        var last = steps.Max(step => step.Attempt);
        var spans = steps.Select(step => new StepSpan(step, step.EndedAt is null && running && step.Attempt == last, now)).ToList();
        var attempts = spans.GroupBy(span => (span.Step.Attempt, span.Step.Worker)).OrderBy(Start).ToList();
        var scale = attempts.Max(Length);
        var silos = attempts.Select(attempt => attempt.Key.Worker).Distinct().ToList();
        var before = attempts.Select(attempt => attempt.Max(span => span.To)).Prepend(Start(attempts[0]));
        return new JobTimeline(
            [.. attempts.Zip(before, (attempt, earlier) => new TimelineAttempt(
                attempt.Key.Attempt, attempt.Key.Worker, silos.IndexOf(attempt.Key.Worker) + 1, Start(attempt), Start(attempt) - earlier,
                Length(attempt), [.. attempt.Select(span => span.Bar(Start(attempt), scale))]))],
            scale);
    }

    private static DateTimeOffset Start(IEnumerable<StepSpan> attempt) => attempt.Min(span => span.From);

    private static TimeSpan Length(IEnumerable<StepSpan> attempt) => attempt.Max(span => span.To) - Start(attempt);

    private sealed record StepSpan(JobStepView Step, bool IsOpen, DateTimeOffset Now)
    {
        public DateTimeOffset From => Step.StartedAt;

        public DateTimeOffset To => Step.EndedAt ?? (IsOpen && Now > From ? Now : From);

        public TimelineBar Bar(DateTimeOffset start, TimeSpan scale)
        {
            var whole = Math.Max(scale.TotalSeconds, 0.001);
            var width = Math.Clamp((To - From).TotalSeconds / whole * 100, Narrowest, 100);
            return new TimelineBar(Step, Math.Clamp((From - start).TotalSeconds / whole * 100, 0, 100 - width), width, IsOpen);
        }
    }
}

/// <param name="SiloNumber">Which of the job's servers, in the order in which they had it.</param>
/// <param name="After">How long after the end of the one before it began.</param>
public sealed record TimelineAttempt(
    int Number, string Silo, int SiloNumber, DateTimeOffset From, TimeSpan After, TimeSpan Length, IReadOnlyList<TimelineBar> Bars)
{
    public bool IsOpen => Bars.Any(bar => bar.IsOpen);

    public bool IsBroken => Bars.Any(bar => bar.IsBroken);
}

/// <param name="Left">In percent of the scale, as <paramref name="Width"/>.</param>
public sealed record TimelineBar(JobStepView Step, double Left, double Width, bool IsOpen)
{
    /// <summary>It failed, or its worker died in it.</summary>
    public bool IsBroken => Step.Error is not null || (Step.EndedAt is null && !IsOpen);
}
