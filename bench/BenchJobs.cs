using System.Globalization;
using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Bench;

/// <summary>Work for measuring the queue itself; only the bench's own workers know how to do it.</summary>
public static class BenchJobs
{
    public static readonly JobKind Nothing = new("bench_nothing", Lane.Batch);
    public static readonly JobKind Pause = new("bench_pause", Lane.Batch);
    public static readonly JobKind Question = new("bench_question", Lane.Interactive);

    public static readonly JobKind Steps = new("bench_steps", Lane.Batch);

    public static IServiceCollection AddBenchJobs(this IServiceCollection services) => services
        .AddJob<NothingHandler>(Nothing)
        .AddJob<QuestionHandler>(Question)
        .AddJob<PauseHandler>(Pause)
        .AddJob<StepsHandler>(Steps);

    /// <param name="Milliseconds">Of each of its two steps.</param>
    /// <param name="Failures">How many attempts fail before one does not.</param>
    /// <param name="Error">How they fail.</param>
    public sealed record StepsArgs(int Milliseconds, int Failures, ErrorClass Error);

    public sealed class NothingHandler : IJobHandler
    {
        public Task<JobResult> Run(JobRun run, CancellationToken cancel) => Task.FromResult(JobResult.Done);
    }

    public sealed class QuestionHandler : IJobHandler
    {
        public Task<JobResult> Run(JobRun run, CancellationToken cancel) => Task.FromResult(JobResult.Done);
    }

    /// <summary>Takes as many milliseconds as its args say.</summary>
    public sealed class PauseHandler(TimeProvider time) : IJobHandler
    {
        public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(double.Parse(run.Job.Args!, CultureInfo.InvariantCulture)), time, cancel);
            return JobResult.Done;
        }
    }

    /// <summary>Puts steps on record, and fails as it is told: what real work does to the queue.</summary>
    public sealed class StepsHandler(TimeProvider time) : IJobHandler
    {
        public async Task<JobResult> Run(JobRun run, CancellationToken cancel)
        {
            var args = run.Args<StepsArgs>();
            foreach (var step in new[] { "first", "second" })
            {
                await run.Step(step, async figures =>
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(args.Milliseconds), time, cancel);
                    figures["attempt"] = run.Job.Attempt;
                    return run.Job.Attempt <= args.Failures
                        ? throw new JobException(args.Error, "told_to_fail", "It was told to fail.")
                        : run.Job.Attempt;
                }, cancel);
            }
            return JobResult.Done;
        }
    }
}
