namespace Preciso.Tenants;

/// <summary>A group of people that files can be shared with. Its key is the team id.</summary>
public interface ITeamGrain : IGrain
{
    Task<TeamView> Create(CreateTeam command);

    Task<TeamView> AddMember(AddTeamMember command);

    Task<TeamView> RemoveMember(RemoveTeamMember command);
}

public sealed record CreateTeam(string Name);

public sealed record AddTeamMember(Guid UserId);

public sealed record RemoveTeamMember(Guid UserId);

public sealed record TeamView(Guid Id, string Name, IReadOnlyList<Guid> Members);
