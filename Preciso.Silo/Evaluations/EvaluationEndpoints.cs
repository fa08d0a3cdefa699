using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Evaluations;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Evaluations;

public sealed record CaseSetRequest(string? Name);

public sealed record CaseSetList(IReadOnlyList<CaseSetView> Items);

public sealed record RunList(IReadOnlyList<RunView> Items);

/// <param name="CaseId">The case that was added or changed.</param>
public sealed record SavedCase(Guid CaseId, CaseSetView Set);

/// <param name="StatusUrl">Where the run is, and what came of it when it has ended.</param>
public sealed record RunAccepted(Guid RunId, int Version, int Cases, string StatusUrl);

public sealed record BaselineRequest(Guid RunId);

/// <summary>Sets of cases and how well they are answered; each is its owner's alone.</summary>
public static class EvaluationEndpoints
{
    private const string Root = "/api/v1/evaluations";

    public static void MapEvaluations(this RouteGroupBuilder api)
    {
        var sets = api.MapGroup("/evaluations").WithTags("Evaluations");
        sets.MapGet("/", Sets).WithSummary("The caller's sets of cases, the one changed last first.");
        sets.MapPost("/", Create).WithSummary("Makes a set of cases.");
        sets.MapGet("/{id:guid}", Get).WithSummary("A set and its cases; with version as they were then.");
        sets.MapDelete("/{id:guid}", Delete).WithSummary("Removes a set with its versions and runs.");
        sets.MapPost("/{id:guid}/cases", AddCase).WithSummary("Adds a case, which makes a new version.");
        sets.MapPut("/{id:guid}/cases/{caseId:guid}", SaveCase).WithSummary("Changes a case, or adds it under this id.");
        sets.MapDelete("/{id:guid}/cases/{caseId:guid}", RemoveCase).WithSummary("Takes a case out, which makes a new version.");
        sets.MapPost("/answers/{id:guid}", FromAnswer)
            .WithSummary("Makes a case of the caller's own set from an answer; its id is the job's. The same again is the same case.");
        MapRuns(sets);
    }

    private static void MapRuns(RouteGroupBuilder sets)
    {
        sets.MapGet("/{id:guid}/runs", Runs).WithSummary("The runs of a set, the newest first, compared with its baseline.");
        sets.MapPost("/{id:guid}/runs", StartRun).WithSummary("Asks every case of the set, in the background.");
        sets.MapGet("/runs/{id:guid}", Run).WithSummary("A run: its figures, and what came of each case.");
        sets.MapPut("/{id:guid}/baseline", Approve).WithSummary("Approves a run: the others are compared with it from now on.");
    }

    private static async Task<Ok<CaseSetList>> Sets(HttpContext context, IEvaluations evaluations, CancellationToken cancel) =>
        TypedResults.Ok(new CaseSetList(await evaluations.Sets(context.Caller(), cancel)));

    private static async Task<Created<CaseSetView>> Create(HttpContext context, IGrains grains, CaseSetRequest request)
    {
        var id = Guid.CreateVersion7();
        return TypedResults.Created($"{Root}/{id}", await Set(context, grains, id).Create(new CreateCaseSet(request.Name ?? "")));
    }

    private static async Task<Ok<CaseSetDetail>> Get(
        HttpContext context, IEvaluations evaluations, Guid id, int? version, CancellationToken cancel) =>
        TypedResults.Ok(await evaluations.Get(context.Caller(), id, version, cancel));

    private static async Task<NoContent> Delete(HttpContext context, IGrains grains, Guid id)
    {
        await Set(context, grains, id).Delete(new DeleteCaseSet());
        return TypedResults.NoContent();
    }

    private static async Task<Created<SavedCase>> AddCase(HttpContext context, IGrains grains, Guid id, CaseDraft request)
    {
        var caseId = Guid.CreateVersion7();
        var set = await Set(context, grains, id).SaveCase(new SaveCase(caseId, request));
        return TypedResults.Created($"{Root}/{id}", new SavedCase(caseId, set));
    }

    private static async Task<Ok<SavedCase>> SaveCase(HttpContext context, IGrains grains, Guid id, Guid caseId, CaseDraft request) =>
        TypedResults.Ok(new SavedCase(caseId, await Set(context, grains, id).SaveCase(new SaveCase(caseId, request))));

    private static async Task<Ok<CaseSetView>> RemoveCase(HttpContext context, IGrains grains, Guid id, Guid caseId) =>
        TypedResults.Ok(await Set(context, grains, id).RemoveCase(new RemoveCase(caseId)));

    private static async Task<Ok<MadeCase>> FromAnswer(
        HttpContext context, IEvaluations evaluations, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(await evaluations.FromAnswer(context.Caller(), id, cancel));

    private static async Task<Ok<RunList>> Runs(HttpContext context, IEvaluations evaluations, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(new RunList(await evaluations.Runs(context.Caller(), id, cancel)));

    private static async Task<Accepted<RunAccepted>> StartRun(HttpContext context, IGrains grains, Guid id)
    {
        var run = await Set(context, grains, id).StartRun(new StartRun(Guid.CreateVersion7()));
        var url = $"{Root}/runs/{run.RunId}";
        return TypedResults.Accepted(url, new RunAccepted(run.RunId, run.Version, run.Cases, url));
    }

    private static async Task<Ok<RunDetail>> Run(HttpContext context, IEvaluations evaluations, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(await evaluations.Run(context.Caller(), id, cancel));

    private static async Task<Ok<CaseSetView>> Approve(HttpContext context, IGrains grains, Guid id, BaselineRequest request) =>
        TypedResults.Ok(await Set(context, grains, id).ApproveBaseline(new ApproveBaseline(request.RunId)));

    private static ICaseSetGrain Set(HttpContext context, IGrains grains, Guid id) => grains.Get<ICaseSetGrain>(id, context.Caller());
}
