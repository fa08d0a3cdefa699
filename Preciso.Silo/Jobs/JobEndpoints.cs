using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Jobs;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Jobs;

public static class JobEndpoints
{
    public static void MapJobs(this RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/pipeline/jobs").WithTags("Jobs");
        jobs.MapGet("/", List).WithSummary("The caller's jobs, newest first.");
        jobs.MapGet("/{id:guid}", Detail).WithSummary("A job with the steps of each attempt.");
    }

    private static async Task<Ok<JobPage>> List(
        HttpContext context, IJobs jobs, string? status, string? kind, Guid? documentId, string? cursor, int? limit, CancellationToken cancel)
    {
        JobState? wanted = status is null ? null
            : Snake.TryParse<JobState>(status, out var parsed) ? parsed
            : throw new ProblemException(ProblemKind.Invalid, "status_invalid", $"'{status}' is not a job status.");
        var page = await jobs.List(context.Caller(), new JobFilter(wanted, kind, documentId, cursor, Math.Clamp(limit ?? 50, 1, 200)), cancel);
        return TypedResults.Ok(new JobPage([.. page.Items.Select(job => JobSummary.From(job))], page.NextCursor));
    }

    private static async Task<Ok<JobSummary>> Detail(HttpContext context, IJobs jobs, Guid id, CancellationToken cancel)
    {
        var detail = await jobs.Get(context.Caller(), id, cancel);
        return TypedResults.Ok(JobSummary.From(detail.Job, detail.Steps));
    }
}

public sealed record JobPage(IReadOnlyList<JobSummary> Items, string? NextCursor);

/// <summary>A job as REST shows it; its steps only where it stands alone.</summary>
public sealed record JobSummary(
    Guid JobId, string Kind, Lane Lane, JobState Status, Guid? DocumentId, string? Filename, int Attempt, int MaxAttempts, int Progress,
    string? Phase, JobProblem? Error, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? NextAttemptAt,
    IReadOnlyList<JobStepView>? Steps)
{
    public static JobSummary From(JobView job, IReadOnlyList<JobStepView>? steps = null) => new(
        job.Id, job.Kind, job.Lane, job.Status, job.DocumentId, job.Filename, job.Attempt, job.MaxAttempts, job.Progress, job.Phase, job.Error,
        job.CreatedAt, job.StartedAt, job.EndedAt, job.NextAttemptAt, steps);
}
