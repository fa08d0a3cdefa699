using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Questions;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Questions;

public static class EmbedderEndpoints
{
    public static void MapEmbedders(this RouteGroupBuilder api)
    {
        var embedder = api.MapGroup("/settings/embedder").WithTags("Settings");
        embedder.MapGet("/", Get).WithSummary("By what passages are found besides their words, and what can be chosen.");
        embedder.MapPut("/", Put)
            .WithSummary("Chooses another embedder; null for the built-in one alone. What served before serves until all is made.");
    }

    private static async Task<Ok<EmbedderChoice>> Get(HttpContext context, IEmbedders embedders, CancellationToken cancel) =>
        TypedResults.Ok(new EmbedderChoice(await embedders.Standing(context.Caller(), cancel), embedders.Offered));

    private static async Task<Ok<EmbedderStanding>> Put(HttpContext context, IGrains grains, SelectEmbedder selection)
    {
        var caller = context.Caller();
        return TypedResults.Ok(await grains.Get<IEmbedderGrain>(caller.TenantId, caller).Select(selection));
    }
}

public sealed record EmbedderChoice(EmbedderStanding Standing, IReadOnlyList<EmbedderCard> Offered);
