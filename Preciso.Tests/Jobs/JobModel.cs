using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Tests.Jobs;

public sealed record HistoryEvent(long Position, string Name, int Attempt, string? Worker, DateTime At);

/// <summary>A write that a worker made under its lease.</summary>
public sealed record HistoryStep(int Attempt, string Worker, DateTime StartedAt, DateTime? EndedAt);

public sealed record JobHistory(Guid JobId, JobState Final, IReadOnlyList<HistoryEvent> Events, IReadOnlyList<HistoryStep> Steps);

/// <summary>
/// What may be true of a job's history, told apart from how the queue does it: the table of transitions, and one holder at a time.
/// </summary>
public static class JobModel
{
    private static readonly Dictionary<string, JobTrigger[]> Triggers = new()
    {
        [JobStarted.EventName] = [JobTrigger.Claim],
        [JobCompleted.EventName] = [JobTrigger.Complete],
        [JobFailed.EventName] = [JobTrigger.Fail],
        [JobRetrying.EventName] = [JobTrigger.RetryLater, JobTrigger.LoseWorker],
        [JobDeadLettered.EventName] = [JobTrigger.GiveUp, JobTrigger.SetAside],
        [JobReleased.EventName] = [JobTrigger.Release],
        [JobCanceled.EventName] = [JobTrigger.Cancel, JobTrigger.Discard],
        [JobRetried.EventName] = [JobTrigger.Retry],
    };

    public static IEnumerable<string> Violations(JobHistory history) => [.. Path(history), .. Writes(history)];

    private static IEnumerable<string> Path(JobHistory history)
    {
        var (state, attempt) = (JobState.Pending, 0);
        for (var i = 0; i < history.Events.Count; i++)
        {
            var happened = history.Events[i];
            if (happened.Position != i + 1)
            {
                yield return $"position {happened.Position} where {i + 1} is next";
            }
            if (i == 0 || happened.Name == JobEnqueued.EventName)
            {
                if (i > 0 || happened.Name != JobEnqueued.EventName)
                {
                    yield return $"{happened.Name} at position {i + 1}";
                }
                continue;
            }
            attempt += happened.Name == JobStarted.EventName ? 1 : 0;
            if (happened.Attempt != attempt)
            {
                yield return $"{happened.Name} of attempt {happened.Attempt} during attempt {attempt}";
            }
            if (Triggers[happened.Name].Select(trigger => JobLife.Table.Find(state, trigger))
                .FirstOrDefault(next => next is not null) is { } next)
            {
                state = next;
            }
            else
            {
                yield return $"{happened.Name} while {state}";
            }
        }
        if (state != history.Final)
        {
            yield return $"its events end in {state}, its row in {history.Final}";
        }
    }

    /// <summary>Every write of an attempt was made by its holder, between its start and whatever ended it.</summary>
    private static IEnumerable<string> Writes(JobHistory history)
    {
        foreach (var step in history.Steps)
        {
            var started =
                history.Events.SingleOrDefault(happened => happened.Name == JobStarted.EventName && happened.Attempt == step.Attempt);
            if (started is null || started.Worker != step.Worker)
            {
                yield return $"a step of attempt {step.Attempt} by {step.Worker}, which never held it";
                continue;
            }
            var ended = history.Events.FirstOrDefault(happened => happened.Position > started.Position);
            if (step.StartedAt < started.At || step.StartedAt > (ended?.At ?? DateTime.MaxValue)
                || step.EndedAt > (ended?.At ?? DateTime.MaxValue))
            {
                yield return $"a step of attempt {step.Attempt} was written when that attempt no longer held the job";
            }
        }
    }
}
