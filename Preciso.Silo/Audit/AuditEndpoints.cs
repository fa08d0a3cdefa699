using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Preciso.Audit;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Audit;

public static class AuditEndpoints
{
    public static void MapAudit(this RouteGroupBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit.MapGet("/", List).WithSummary("The audit trail, newest first (admins).");
        audit.MapGet("/export", Export).WithSummary("The same lines as CSV, all of them (admins).")
            .Produces<string>(contentType: "text/csv");
        audit.MapGet("/verify", Verify).WithSummary("Whether the chain of hashes is whole (admins).");
    }

    private static async Task<Ok<Listing<AuditEntry>>> List(
        HttpContext context, IAudit audit, [AsParameters] AuditQuery query, CancellationToken cancel) =>
        TypedResults.Ok(await audit.List(context.Caller(), query.Filter(), cancel));

    private static async Task Export(
        HttpContext context, IAudit audit, TimeProvider time, [AsParameters] AuditQuery query, CancellationToken cancel)
    {
        var lines = await audit.Export(context.Caller(), query.Filter(), cancel);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"audit-{time.GetUtcNow():yyyyMMdd-HHmmss}.csv\"";
        // With the mark by which spreadsheets know UTF-8.
        await using var text = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true))
        {
            NewLine = "\r\n",
        };
        await foreach (var line in lines)
        {
            await text.WriteLineAsync(line.AsMemory(), cancel);
        }
    }

    private static async Task<Ok<AuditVerification>> Verify(HttpContext context, IAudit audit, CancellationToken cancel) =>
        TypedResults.Ok(await audit.Verify(context.Caller(), cancel));
}

/// <summary>The filter as query parameters.</summary>
public sealed record AuditQuery(
    [property: FromQuery(Name = "user_id")] Guid? UserId, [property: FromQuery(Name = "job_id")] Guid? JobId, [property: FromQuery(
        Name = "document_id")] Guid? DocumentId, string? Action, string? Outcome, string? Address, DateTimeOffset? From, DateTimeOffset? To,
        string? Cursor, int? Limit)
{
    public AuditFilter Filter() => new(UserId, JobId, DocumentId, Action, Parse(Outcome), Address, From, To, Cursor, Limit ?? 50);

    private static AuditOutcome? Parse(string? outcome) => string.IsNullOrEmpty(outcome) ? null
        : Snake.TryParse<AuditOutcome>(outcome, out var parsed) ? parsed
        : throw new ProblemException(ProblemKind.Invalid, "outcome_invalid", $"'{outcome}' is not an outcome; there are done and refused.");
}
