using MudBlazor;

namespace Preciso.Web.Shared;

/// <summary>A person or a team with whom something can be shared, or is.</summary>
/// <param name="Hint">What tells them from others of the name, or what they may do.</param>
public sealed record ShareTarget(Guid? UserId, Guid? TeamId, string Name, string? Hint = null)
{
    public string Icon => TeamId is null ? Icons.Material.Outlined.Person : Icons.Material.Outlined.Groups;

    public bool Matches(string? words) =>
        string.IsNullOrWhiteSpace(words) || $"{Name} {Hint}".Contains(words.Trim(), StringComparison.CurrentCultureIgnoreCase);
}
