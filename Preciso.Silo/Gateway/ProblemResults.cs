using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Npgsql;
using Preciso.Audit;
using Preciso.Grains.Storage.Objects;
using Preciso.Tenants;

namespace Preciso.Silo.Gateway;

/// <summary>The one map from exceptions to RFC 9457 problem details.</summary>
public sealed class ProblemResults(IProblemDetailsService problems, IAudit audit) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, code, detail) = exception switch
        {
            ProblemException problem => (StatusOf(problem.Kind), problem.Code, problem.Message),
            BadHttpRequestException bad => (bad.StatusCode, "request_invalid", bad.Message),
            StoreException store => (StatusCodes.Status503ServiceUnavailable, store.Code, store.Message),
            InvalidDataException or IOException when httpContext.Request.HasFormContentType =>
                (StatusCodes.Status400BadRequest, "upload_incomplete",
                    "The upload ended early or is not well-formed multipart. Send it again."),
            NpgsqlException { IsTransient: true } =>
                (StatusCodes.Status503ServiceUnavailable, "database_unreachable",
                    "The database cannot be reached just now. Try again in a moment."),
            _ => (StatusCodes.Status500InternalServerError, "internal_error",
                "Something went wrong on our side. It is in the log under this trace id."),
        };
        if (exception is ProblemException { Kind: ProblemKind.Forbidden } refused && CallerClaims.Find(httpContext.User) is not null)
        {
            await audit.RecordRefusal(httpContext.Caller(), $"{httpContext.Request.Method} {httpContext.Request.Path}", refused);
        }
        httpContext.Response.StatusCode = status;
        if (exception is ProblemException { RetryAfter: { } wait })
        {
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            Exception = exception,
            ProblemDetails = { Status = status, Detail = detail, Extensions = { ["code"] = code } },
        });
    }

    private static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.Unsupported => StatusCodes.Status415UnsupportedMediaType,
        ProblemKind.TooMany => StatusCodes.Status429TooManyRequests,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
