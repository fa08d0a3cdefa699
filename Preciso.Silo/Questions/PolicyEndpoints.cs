using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Questions;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Questions;

/// <param name="Measure">To be understood.</param>
/// <param name="Above">Those that its formula may use; the tenant's own if left out.</param>
public sealed record MeasureTrial(OwnMeasure Measure, IReadOnlyList<OwnMeasure>? Above = null);

/// <summary>What a tenant decided about its answers, for administrators.</summary>
public static class PolicyEndpoints
{
    public static void MapAnswerPolicy(this RouteGroupBuilder api)
    {
        var policy = api.MapGroup("/answer-policy").WithTags("Answer settings");
        policy.MapGet("/", Policy).WithSummary("How answers come about, and what of them which role is not shown.");
        policy.MapPut("/", ChangePolicy)
            .WithSummary("Replaces it. Names the version that it was made from, and is refused if somebody else made one since.");
        var measures = api.MapGroup("/measures").WithTags("Answer settings");
        measures.MapGet("/", Measures).WithSummary("The tenant's own measures, beside those that everybody has.");
        measures.MapPut("/", ChangeMeasures)
            .WithSummary("Replaces them all. Names the version that they were made from, and is refused if somebody else made one since.");
        measures.MapPost("/check", Check).WithSummary("How a measure would be understood, or what is wrong with it. Nothing is written.");
    }

    private static async Task<Ok<AnswerPolicy>> Policy(HttpContext context, IAnswerPolicies policies, CancellationToken cancel) =>
        TypedResults.Ok(await policies.Policy(context.Caller(), cancel));

    private static async Task<Ok<AnswerPolicy>> ChangePolicy(HttpContext context, IGrains grains, ChangeAnswerPolicy command) =>
        TypedResults.Ok(await Grain(context, grains).Change(command));

    private static async Task<Ok<MeasureList>> Measures(HttpContext context, IAnswerPolicies policies, CancellationToken cancel) =>
        TypedResults.Ok(await policies.Measures(context.Caller(), cancel));

    private static async Task<Ok<MeasureList>> ChangeMeasures(HttpContext context, IGrains grains, ChangeMeasures command) =>
        TypedResults.Ok(await Grain(context, grains).ChangeMeasures(command.Items is not null
            ? command
            : throw new ProblemException(ProblemKind.Invalid, "items_missing", "Name the measures: items.")));

    private static async Task<Ok<MeasureReading>> Check(
        HttpContext context, IAnswerPolicies policies, MeasureTrial trial, CancellationToken cancel)
    {
        var caller = context.Caller();
        var above = trial.Above ?? (await policies.Measures(caller, cancel)).Items;
        return TypedResults.Ok(policies.Check(caller, trial.Measure, above));
    }

    private static IAnswerPolicyGrain Grain(HttpContext context, IGrains grains)
    {
        var caller = context.Caller();
        return grains.Get<IAnswerPolicyGrain>(caller.TenantId, caller);
    }
}
