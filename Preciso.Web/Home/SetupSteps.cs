using MudBlazor;
using Preciso.Tenants;

namespace Preciso.Web.Home;

/// <summary>The steps of the first use: whose they are, and where they are taken.</summary>
public static class SetupSteps
{
    public static IReadOnlyList<SetupStep> For(Role role) => role switch
    {
        Role.Admin => Enum.GetValues<SetupStep>(),
        Role.Reviewer => [SetupStep.FirstFile, SetupStep.FirstQuestion, SetupStep.FirstApproval],
        Role.Analyst => [SetupStep.FirstFile, SetupStep.FirstQuestion],
        _ => [SetupStep.FirstQuestion],
    };

    /// <summary>Null for what is done on the home page itself.</summary>
    public static string? Link(SetupStep step) => step switch
    {
        SetupStep.Company => "/settings",
        SetupStep.People => "/people",
        SetupStep.FirstFile => "/documents",
        SetupStep.FirstQuestion => "/ask",
        SetupStep.FirstApproval => "/reviews",
        _ => null,
    };

    /// <summary>What nobody can see but the person: that they have looked at it.</summary>
    public static bool IsSaid(SetupStep step) => step is SetupStep.Company or SetupStep.Preflight;

    public static string Icon(SetupStanding standing) => standing.Done ? Icons.Material.Filled.CheckCircle : standing.Step switch
    {
        SetupStep.Company => Icons.Material.Outlined.Business,
        SetupStep.People => Icons.Material.Outlined.GroupAdd,
        SetupStep.Preflight => Icons.Material.Outlined.Checklist,
        SetupStep.FirstFile => Icons.Material.Outlined.UploadFile,
        SetupStep.FirstQuestion => Icons.Material.Outlined.Forum,
        _ => Icons.Material.Outlined.Verified,
    };
}
