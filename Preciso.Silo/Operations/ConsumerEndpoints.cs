using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Silo.Gateway;

namespace Preciso.Silo.Operations;

/// <summary>The readers of the event log, for operators.</summary>
public static class ConsumerEndpoints
{
    public static void MapConsumers(this RouteGroupBuilder api)
    {
        var consumers = api.MapGroup("/operations/consumers").WithTags("Operations");
        consumers.MapGet("/", List).WithSummary("The readers of the event log and how far each is behind (operators).");
        consumers.MapPost("/{name}/rewind", Rewind).WithSummary("Has a reader go on after another offset: 0 replays the log (operators).");
        consumers.MapGet("/set-aside", SetAside).WithSummary("Events that a reader could not take and has gone on without (operators).");
        consumers.MapPost("/set-aside/{id:guid}/retry", HandAgain).WithSummary("Hands such an event to its reader again (operators).");
    }

    private static async Task<Ok<ConsumerList>> List(HttpContext context, IEventLog log, CancellationToken cancel) =>
        TypedResults.Ok(new ConsumerList(await log.Consumers(context.Caller(), cancel)));

    private static async Task<Ok<ConsumerGroup>> Rewind(
        HttpContext context, IEventLog log, string name, RewindRequest request, CancellationToken cancel) =>
        TypedResults.Ok(await log.Rewind(context.Caller(), name, request.Offset, cancel));

    private static async Task<Ok<SetAsideList>> SetAside(HttpContext context, IEventLog log, CancellationToken cancel) =>
        TypedResults.Ok(new SetAsideList(await log.SetAside(context.Caller(), cancel)));

    private static async Task<NoContent> HandAgain(HttpContext context, IEventLog log, Guid id, CancellationToken cancel)
    {
        await log.HandAgain(context.Caller(), id, cancel);
        return TypedResults.NoContent();
    }
}

public sealed record RewindRequest(long Offset);

public sealed record ConsumerList(IReadOnlyList<ConsumerGroup> Items);

public sealed record SetAsideList(IReadOnlyList<SetAsideEvent> Items);
