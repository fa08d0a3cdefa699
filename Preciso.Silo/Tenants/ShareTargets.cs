using Preciso.Tenants;

namespace Preciso.Silo.Tenants;

/// <summary>With whom something is shared, as a request names them: exactly one of a user and a team.</summary>
internal static class ShareTargets
{
    /// <param name="user">A user's id or e-mail.</param>
    /// <param name="team">A team's id or name.</param>
    public static async Task<(Guid? User, Guid? Team)> Find(
        this IPeople people, Caller caller, string? user, string? team, CancellationToken cancel)
    {
        if (user is null == team is null)
        {
            throw new ProblemException(ProblemKind.Invalid, "share_target_invalid", "Name either a user or a team.");
        }
        return user is not null
            ? (await UserId(caller, people, user, cancel), null)
            : (null, await TeamId(caller, people, team!, cancel));
    }

    private static async Task<Guid> UserId(Caller caller, IPeople people, string user, CancellationToken cancel) =>
        Guid.TryParse(user, out var id) ? id
        : (await people.Users(caller, cancel)).FirstOrDefault(u => string.Equals(u.Email, user, StringComparison.OrdinalIgnoreCase))?.Id
            ?? throw ProblemException.NotFound("user");

    private static async Task<Guid> TeamId(Caller caller, IPeople people, string team, CancellationToken cancel) =>
        Guid.TryParse(team, out var id) ? id
        : (await people.Teams(caller, cancel)).FirstOrDefault(t => t.Name == team)?.Id ?? throw ProblemException.NotFound("team");
}
