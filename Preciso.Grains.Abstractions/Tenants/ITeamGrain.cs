using Orleans;

namespace Preciso.Tenants;

/// <summary>A group of people that files can be shared with. Its key is the team id.</summary>
[Alias("preciso.teams")]
public interface ITeamGrain : IGrain
{
    [Alias("teams.create")]
    Task<TeamView> Create(CreateTeam command);

    [Alias("teams.add_member")]
    Task<TeamView> AddMember(AddTeamMember command);

    [Alias("teams.remove_member")]
    Task<TeamView> RemoveMember(RemoveTeamMember command);
}

public sealed record CreateTeam(string Name);

public sealed record AddTeamMember(Guid UserId);

public sealed record RemoveTeamMember(Guid UserId);

public sealed record TeamView(Guid Id, string Name, IReadOnlyList<Guid> Members);
