using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Preciso.Jobs;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Jobs;

public static class JobEndpoints
{
    public static void MapJobs(this RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/pipeline/jobs").WithTags("Jobs");
        jobs.MapGet("/", List).WithSummary("Jobs, newest first: the caller's own, or with everybody=true, for operators, the tenant's.");
        jobs.MapGet("/{id:guid}", Detail).WithSummary("A job with the steps of each attempt and, for its starter, what it yielded.");
        jobs.MapGet("/{id:guid}/trace", Trace)
            .WithSummary("The job's steps, events and, for admins, audit lines across attempts and silos, oldest first.");
        jobs.MapPost(
            "/{id:guid}/retry", (HttpContext context, IGrains grains, Guid id) => Do(context, grains, id, job => job.Retry(new RetryJob())))
            .WithSummary("Sends a job that ended without its result to wait again.");
        jobs.MapPost("/{id:guid}/cancel",
            (HttpContext context, IGrains grains, Guid id) => Do(context, grains, id, job => job.Cancel(new CancelJob())))
            .WithSummary("Stops a job, waiting or running.");
        jobs.MapPost("/{id:guid}/discard",
            (HttpContext context, IGrains grains, Guid id) => Do(context, grains, id, job => job.Discard(new DiscardJob())))
            .WithSummary("Takes a dead letter off the desk.");
        jobs.MapPost("/{id:guid}/dead-letter", (HttpContext context, IGrains grains, Guid id, SetAsideRequest? request) =>
                Do(context, grains, id, job => job.SetAside(new SetJobAside(request?.Reason))))
            .WithSummary("Takes a job out of the queue (operators).");
        jobs.MapPost("/bulk", Bulk)
            .WithSummary("Does one of retry, cancel, discard, set_aside to every job that the filter finds, at most 1,000.");
    }

    private static async Task<Ok<JobPage>> List(
        HttpContext context, IJobs jobs, string? status, string? lane, string? kind, [FromQuery(Name = "document_id")] Guid? documentId,
        [FromQuery(Name = "user_id")] Guid? userId, [FromQuery(Name = "job_id")] Guid? jobId, DateTimeOffset? from, DateTimeOffset? to,
        string? by, [FromQuery(Name = "error_code")] string? errorCode, bool? everybody, string? cursor, int? limit,
        CancellationToken cancel)
    {
        var filter = new JobFilter(
            null, kind, documentId, cursor, Math.Clamp(limit ?? 50, 1, 200), everybody ?? false, userId, jobId, from, to, errorCode,
            States(status), Named<Lane>(lane, "lane"), ByEnd(by));
        var page = await jobs.List(context.Caller(), filter, cancel);
        return TypedResults.Ok(new JobPage([.. page.Items.Select(job => JobSummary.From(job))], page.NextCursor));
    }

    private static async Task<Ok<JobSummary>> Detail(HttpContext context, IJobs jobs, Guid id, CancellationToken cancel)
    {
        var detail = await jobs.Get(context.Caller(), id, cancel);
        return TypedResults.Ok(JobSummary.From(detail.Job, detail.Steps, detail.Result));
    }

    private static async Task<Ok<JobTraceView>> Trace(HttpContext context, IJobs jobs, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(new JobTraceView(await jobs.Trace(context.Caller(), id, cancel)));

    private static async Task<Ok<JobStanding>> Do(
        HttpContext context, IGrains grains, Guid id, Func<IJobGrain, Task<JobStanding>> command) =>
        TypedResults.Ok(await command(grains.Get<IJobGrain>(id, context.Caller())));

    private static async Task<Ok<BulkOutcome>> Bulk(HttpContext context, IJobs jobs, BulkRequest request, CancellationToken cancel)
    {
        var filter = new JobFilter(
            null, request.Kind, request.DocumentId, Everybody: request.Everybody, UserId: request.UserId, From: request.From,
            To: request.To, ErrorCode: request.ErrorCode, States: States(request.Status), Lane: Named<Lane>(request.Lane, "lane"),
            ByEnd: ByEnd(request.By));
        return TypedResults.Ok(await jobs.DoToAll(context.Caller(), filter, request.Action, cancel));
    }

    /// <summary>One, or several with commas between them.</summary>
    private static IReadOnlyList<JobState>? States(string? status) =>
        status is null ? null : [.. status.Split(',').Select(one => Named<JobState>(one, "status")!.Value)];

    /// <summary>Whether from and to say when a job ended; otherwise when it was created.</summary>
    private static bool ByEnd(string? by) => by switch
    {
        null or "created" => false,
        "ended" => true,
        _ => throw new ProblemException(ProblemKind.Invalid, "by_invalid", $"'{by}' is neither created nor ended."),
    };

    private static T? Named<T>(string? name, string parameter) where T : struct, Enum => name is null ? null
        : Snake.TryParse<T>(name, out var parsed) ? parsed
        : throw new ProblemException(ProblemKind.Invalid, $"{parameter}_invalid", $"'{name}' is not a job {parameter}.");
}

public sealed record SetAsideRequest(string? Reason);

public sealed record BulkRequest(
    JobAction Action, string? Status = null, string? Kind = null, Guid? DocumentId = null, Guid? UserId = null, DateTimeOffset? From = null,
    DateTimeOffset? To = null, bool Everybody = false, string? ErrorCode = null, string? Lane = null, string? By = null);

public sealed record JobTraceView(IReadOnlyList<TraceLine> Items);

public sealed record JobPage(IReadOnlyList<JobSummary> Items, string? NextCursor);

/// <summary>A job as REST shows it; its steps and result only where it stands alone.</summary>
public sealed record JobSummary(
    Guid JobId, string Kind, Lane Lane, JobState Status, Guid? DocumentId, string? Filename, int Attempt, int MaxAttempts, int Progress,
    string? Phase, JobProblem? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt,
    DateTimeOffset? NextAttemptAt, Guid UserId, string UserName, string? Worker, IReadOnlyList<JobAction> Actions,
    IReadOnlyList<JobStepView>? Steps, JsonElement? Result, string? Subject)
{
    public static JobSummary From(JobView job, IReadOnlyList<JobStepView>? steps = null, JsonElement? result = null) => new(
        job.Id, job.Kind, job.Lane, job.Status, job.DocumentId, job.Filename, job.Attempt, job.MaxAttempts, job.Progress,
        job.Phase, job.Error, job.CreatedAt, job.StartedAt, job.EndedAt, job.NextAttemptAt, job.UserId, job.UserName, job.Worker,
        job.Actions, steps, result, job.Subject);
}
