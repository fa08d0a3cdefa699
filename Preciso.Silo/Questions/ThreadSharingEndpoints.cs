using Microsoft.AspNetCore.Http.HttpResults;
using Preciso.Questions;
using Preciso.Silo.Gateway;
using Preciso.Silo.Tenants;
using Preciso.Tenants;

namespace Preciso.Silo.Questions;

/// <param name="User">A user's id or e-mail; exactly one of user and team.</param>
/// <param name="Team">A team's id or name.</param>
public sealed record ThreadShareRequest(string? User = null, string? Team = null);

public sealed record ThreadShareList(IReadOnlyList<ThreadGrant> Items);

/// <summary>Who else reads a conversation and asks in it.</summary>
public static class ThreadSharingEndpoints
{
    public static void MapThreadSharing(this RouteGroupBuilder api)
    {
        var threads = api.MapGroup("/rag/threads/{id:guid}").WithTags("Questions");
        threads.MapGet("/share", Grants).WithSummary("With whom the caller shares their conversation.");
        threads.MapPost("/share", Share)
            .WithSummary("Lets a user or a team read the conversation and ask in it; of an answer each sees what they may read.");
        threads.MapDelete("/share", Unshare).WithSummary("Takes a share back: user or team, as an id, an e-mail or a name.");
        threads.MapPost("/leave", Leave).WithSummary("Takes a conversation that others share off the caller's list.");
    }

    private static async Task<Ok<ThreadShareList>> Grants(HttpContext context, IThreads threads, Guid id, CancellationToken cancel) =>
        TypedResults.Ok(new ThreadShareList(await threads.Grants(context.Caller(), id, cancel)));

    private static async Task<Ok<ThreadShareList>> Share(
        HttpContext context, IGrains grains, IThreads threads, IPeople people, Guid id, ThreadShareRequest request,
        CancellationToken cancel)
    {
        var caller = context.Caller();
        var (user, team) = await people.Find(caller, request.User, request.Team, cancel);
        await grains.Get<IThreadGrain>(id, caller).Share(new ShareThread(user, team));
        return TypedResults.Ok(new ThreadShareList(await threads.Grants(caller, id, cancel)));
    }

    private static async Task<NoContent> Unshare(
        HttpContext context, IGrains grains, IPeople people, Guid id, string? user, string? team, CancellationToken cancel)
    {
        var caller = context.Caller();
        var (fromUser, fromTeam) = await people.Find(caller, user, team, cancel);
        await grains.Get<IThreadGrain>(id, caller).Unshare(new UnshareThread(fromUser, fromTeam));
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Leave(HttpContext context, IGrains grains, Guid id)
    {
        await grains.Get<IThreadGrain>(id, context.Caller()).Leave(new LeaveThread());
        return TypedResults.NoContent();
    }
}
