using System.Threading.Channels;
using Dapper;
using Npgsql;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>
/// How an attempt ended: <c>completed</c>, <c>failed</c>, <c>dead_letter</c>, <c>canceled</c>, or <c>retrying</c> after a delay, or
/// <c>pending</c> when it is handed back.
/// </summary>
/// <param name="Result">JSON that a completed job keeps; null for none.</param>
public sealed record JobEnd(JobLease Lease, JobState State, JobProblem? Problem = null, string? Result = null, TimeSpan Delay = default)
{
    public static JobEnd For(ClaimedJob job, JobState state, JobProblem? problem = null, string? result = null, TimeSpan delay = default) =>
        new(job.Lease, state, problem, result, delay);
}

/// <summary>
/// Writes the ends of jobs, together those that come while the one before is being written (group commit): a busy silo pays for
/// few commits, an idle one waits for none.
/// </summary>
public sealed class JobEnds(Database database, Announcements announcements)
{
    private const int Most = 256;

    private readonly Channel<Waiting> _waiting = Channel.CreateUnbounded<Waiting>();
    private int _writing;

    /// <summary>False when the worker no longer held its lease; then nothing was written.</summary>
    public Task<bool> Write(ClaimedJob job, JobEnd end)
    {
        var waiting = new Waiting(job, end);
        _waiting.Writer.TryWrite(waiting);
        if (Interlocked.Exchange(ref _writing, 1) == 0)
        {
            _ = WriteAll();
        }
        return waiting.Written.Task;
    }

    internal const string EndJobs = "end_jobs(@ids, @tokens, @states, @results, @classes, @codes, @details, @delays)";

    internal static object Parameters(IReadOnlyList<JobEnd> ends) => new
    {
        ids = ends.Select(end => end.Lease.JobId).ToArray(),
        tokens = ends.Select(end => end.Lease.Token).ToArray(),
        states = ends.Select(end => Snake.Case(end.State)).ToArray(),
        results = ends.Select(end => end.Result).ToArray(),
        classes = ends.Select(end => end.Problem is { } problem ? Snake.Case(problem.Class) : null).ToArray(),
        codes = ends.Select(end => end.Problem?.Code).ToArray(),
        details = ends.Select(end => end.Problem?.Detail).ToArray(),
        delays = ends.Select(end => end.Delay).ToArray(),
    };

    private async Task WriteAll()
    {
        await Task.Yield(); // what ends at this very moment comes along
        do
        {
            while (Take() is { Count: > 0 } batch)
            {
                await WriteBatch(batch);
            }
            Volatile.Write(ref _writing, 0);
        }
        while (_waiting.Reader.Count > 0 && Interlocked.Exchange(ref _writing, 1) == 0); // one more came between the last look and the flag
    }

    private List<Waiting> Take()
    {
        var batch = new List<Waiting>();
        while (batch.Count < Most && _waiting.Reader.TryRead(out var waiting))
        {
            batch.Add(waiting);
        }
        return batch;
    }

    private async Task WriteBatch(List<Waiting> batch)
    {
        try
        {
            await WriteTogether(batch);
        }
        catch (PostgresException) when (batch.Count > 1)
        {
            // One of them cannot be written, a result that is no JSON to PostgreSQL for example; the others shall not suffer for it.
            foreach (var one in batch)
            {
                await WriteBatch([one]);
            }
        }
        catch (Exception e)
        {
            batch.ForEach(waiting => waiting.Written.SetException(e));
        }
    }

    private async Task WriteTogether(List<Waiting> batch)
    {
        var written = await database.Across(
            async connection => (await connection.QueryAsync<Guid>(
                $"SELECT * FROM {EndJobs}", Parameters([.. batch.Select(waiting => waiting.End)]))).ToHashSet(),
            CancellationToken.None);
        announcements.Publish(
            batch.Select(waiting => new Change(waiting.Job.TenantId, waiting.Job.DocumentId, waiting.Job.JobId)),
            jobs: batch.Any(waiting => waiting.End.State is JobState.Pending or JobState.Retrying),
            events: true);
        batch.ForEach(waiting => waiting.Written.SetResult(written.Contains(waiting.Job.JobId)));
    }

    private sealed record Waiting(ClaimedJob Job, JobEnd End)
    {
        public TaskCompletionSource<bool> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
