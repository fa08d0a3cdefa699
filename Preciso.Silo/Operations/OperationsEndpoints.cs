using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Jobs;
using Preciso.Silo.Gateway;
using Preciso.Tenants;

namespace Preciso.Silo.Operations;

/// <summary>What the operations pages show, for programs: the live board and the limits.</summary>
public static class OperationsEndpoints
{
    public static void MapOperations(this RouteGroupBuilder api)
    {
        var operations = api.MapGroup("/operations").WithTags("Operations");
        operations.MapGet("/board", Board)
            .WithSummary("How the tenant's work goes just now: lanes, throughput, failures, silos (operators).");
        operations.MapGet("/history", History)
            .WithSummary("What ended in a time (else the last hour), by minutes or hours, lane and reason (operators).");
        operations.MapGet("/quotas", Quotas).WithSummary("The limits of the tenant and its people (admins).");
        operations.MapPut("/quotas", SetQuota).WithSummary("Sets a limit; without any number it takes the limit away (admins).");
    }

    private static async Task<Ok<Board>> Board(HttpContext context, IBoard board, CancellationToken cancel) =>
        TypedResults.Ok(await board.Get(context.Caller(), cancel));

    private static async Task<Ok<WorkHistory>> History(
        HttpContext context, IWorkHistory history, TimeProvider time, DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancel)
    {
        var until = to ?? time.GetUtcNow();
        return TypedResults.Ok(await history.Read(context.Caller(), from ?? until - TimeSpan.FromHours(1), until, cancel));
    }

    private static async Task<Ok<QuotaList>> Quotas(HttpContext context, IQuotas quotas, CancellationToken cancel) =>
        TypedResults.Ok(new QuotaList(await quotas.List(context.Caller(), cancel)));

    private static async Task<Ok<QuotaView>> SetQuota(HttpContext context, IGrains grains, SetQuotaRequest request)
    {
        var caller = context.Caller();
        var quota = new Quota(request.RatePerMinute, request.Burst, request.Concurrency);
        return TypedResults.Ok(await grains.Get<ITenantGrain>(caller.TenantId, caller)
            .SetQuota(new SetQuota(request.Lane, request.Scope, request.UserId, quota)));
    }
}

/// <param name="UserId">Given exactly when the scope is one user.</param>
public sealed record SetQuotaRequest(
    Lane Lane, QuotaScope Scope, Guid? UserId = null, float? RatePerMinute = null, int? Burst = null, int? Concurrency = null);

public sealed record QuotaList(IReadOnlyList<QuotaView> Items);
