using System.Globalization;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;
using Preciso.Jobs;

namespace Preciso.Grains.Jobs;

/// <summary>Lets interactive work in, within the quotas of its tenant and person. Too much is a problem with the time to wait.</summary>
public sealed class JobAdmission(
    Database database, Announcements announcements, IOptions<JobOptions> options, SiloName silo, TimeProvider time)
{
    /// <summary>
    /// A job born in this silo's hands, to be run at once by whoever asked; <see cref="Admitted.Job"/> is null if the key is known already.
    /// </summary>
    /// <param name="taken">What is written in the same transaction where the job is new.</param>
    public async Task<Admitted> Begin(
        Caller caller, JobKind kind, string key, string args, CancellationToken cancel, Func<NpgsqlConnection, Guid, Task>? taken = null)
    {
        var token = Guid.CreateVersion7();
        var (jobId, isNew) = await Admit(caller, kind, key, args, (silo.Name, token), taken, cancel);
        return new Admitted(jobId, isNew
            ? new ClaimedJob(jobId, caller.TenantId, caller.UserId, Snake.Case(caller.Role), kind.Name, Snake.Case(kind.Lane), null, 1,
                kind.MaxAttempts, args, true, token)
            : null);
    }

    /// <summary>A job that waits for a worker. The same kind and key again is the same job.</summary>
    public async Task<Guid> Enqueue(
        Caller caller, JobKind kind, string key, string args, CancellationToken cancel, Func<NpgsqlConnection, Guid, Task>? taken = null)
    {
        var (jobId, isNew) = await Admit(caller, kind, key, args, null, taken, cancel);
        if (isNew)
        {
            announcements.Publish([new Change(caller.TenantId, null, jobId)], jobs: true, events: true);
        }
        return jobId;
    }

    private async Task<(Guid JobId, bool IsNew)> Admit(
        Caller caller, JobKind kind, string key, string args, (string Name, Guid Token)? worker, Func<NpgsqlConnection, Guid, Task>? taken,
        CancellationToken cancel)
    {
        var (jobId, isNew, retryAfter) = await database.Query(
            caller.TenantId,
            async connection =>
            {
                var admitted = await connection.QuerySingleAsync<(Guid? JobId, bool IsNew, double? RetryAfter)>(
                    "SELECT * FROM admit_job(@id, @TenantId, @UserId, @Name, @key, @args, @MaxAttempts, @worker, @token, @Lease)",
                    new
                    {
                        id = Guid.CreateVersion7(), caller.TenantId, caller.UserId, kind.Name, key, args, kind.MaxAttempts,
                        worker = worker?.Name, token = worker?.Token, options.Value.Lease
                    });
                var line = new AuditLine($"jobs.{kind.Name}", admitted.JobId, null,
                    admitted.JobId is null ? """{"code":"quota_exceeded"}""" : "{}", admitted.IsNew ? AuditLine.Done : AuditLine.Refused);
                // One that is run at once is in the asker's trace itself
                if (admitted.IsNew && worker is null && JobTelemetry.Origin is { } origin)
                {
                    await connection.ExecuteAsync(
                        "UPDATE jobs SET trace_parent = @origin WHERE job_id = @JobId", new { origin, admitted.JobId });
                }
                if (taken is not null && admitted is { IsNew: true, JobId: { } born })
                {
                    await taken(connection, born);
                }
                if (admitted.JobId is null || admitted.IsNew)
                {
                    await AuditLine.Write(connection, caller, line, time.GetUtcNow());
                }
                return admitted;
            },
            cancel);
        return jobId is { } id ? (id, isNew) : throw TooMany(retryAfter!.Value);
    }

    private static ProblemException TooMany(double seconds) => new(
        ProblemKind.TooMany, "quota_exceeded",
        string.Create(CultureInfo.InvariantCulture,
            $"The limit of your account is reached. Try again in {Math.Ceiling(seconds):0} s, or ask an administrator to raise it."),
        TimeSpan.FromSeconds(Math.Ceiling(seconds)));
}

public sealed record Admitted(Guid JobId, ClaimedJob? Job);
