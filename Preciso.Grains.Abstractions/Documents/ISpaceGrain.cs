using Orleans;

namespace Preciso.Documents;

/// <summary>A place for files, one person's or one team's. Its key is the space id.</summary>
[Alias("preciso.spaces")]
public interface ISpaceGrain : IGrain
{
    /// <summary>A space of one's own, or of a team that one belongs to.</summary>
    [Alias("spaces.create")]
    Task<SpaceView> Create(CreateSpace command);

    /// <summary>Refused while documents lie in it, in the trash too.</summary>
    [Alias("spaces.delete")]
    Task<SpaceView> Delete(DeleteSpace command);
}

/// <param name="TeamId">Null for a space of one's own.</param>
public sealed record CreateSpace(string Name, Guid? TeamId = null);

public sealed record DeleteSpace;

/// <param name="TeamId">Null for a space of one's own.</param>
/// <param name="Documents">Those in it that the caller may read.</param>
public sealed record SpaceView(Guid Id, string Name, Guid? TeamId = null, string? TeamName = null, int Documents = 0);
