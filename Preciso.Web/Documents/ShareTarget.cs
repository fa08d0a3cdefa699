using MudBlazor;

namespace Preciso.Web.Documents;

/// <summary>A person or a team with whom a document can be shared.</summary>
public sealed record ShareTarget(Guid? UserId, Guid? TeamId, string Name, string? Email)
{
    public string Icon => IconOf(TeamId is not null);

    public static string IconOf(bool isTeam) => isTeam ? Icons.Material.Outlined.Groups : Icons.Material.Outlined.Person;

    public bool Matches(string? words) =>
        string.IsNullOrWhiteSpace(words) || $"{Name} {Email}".Contains(words.Trim(), StringComparison.CurrentCultureIgnoreCase);
}
