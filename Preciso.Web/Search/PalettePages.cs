using MudBlazor;
using Preciso.Tenants;
using Preciso.Web.Resources;

namespace Preciso.Web.Search;

/// <summary>The pages and actions that a role may reach: those of the rail, and no other.</summary>
public static class PalettePages
{
    private static readonly (string Href, string Text, string Icon, Func<Role, bool> For)[] Pages =
    [
        ("/", "nav_home", Icons.Material.Outlined.Home, Anyone),
        ("/ask", "nav_ask", Icons.Material.Outlined.Forum, Anyone),
        ("/documents", "nav_documents", Icons.Material.Outlined.Description, Anyone),
        ("/reviews", "nav_reviews", Icons.Material.Outlined.FactCheck, role => role >= Role.Analyst),
        ("/jobs", "nav_jobs", Icons.Material.Outlined.Checklist, Anyone),
        ("/datasets", "nav_datasets", Icons.Material.Outlined.Dataset, Anyone),
        ("/evaluations", "nav_evaluations", Icons.Material.Outlined.Grading, Anyone),
        ("/document-types", "nav_types", Icons.Material.Outlined.Rule, Anyone),
        ("/operations", "nav_board", Icons.Material.Outlined.MonitorHeart, IsOperator),
        ("/operations/jobs", "nav_all_jobs", Icons.Material.Outlined.ManageSearch, IsOperator),
        ("/operations/dead-letters", "nav_dead_letters", Icons.Material.Outlined.ReportProblem, IsOperator),
        ("/people", "nav_people", Icons.Material.Outlined.Group, IsAdmin),
        ("/operations/quotas", "nav_quotas", Icons.Material.Outlined.Speed, IsAdmin),
        ("/answer-settings", "nav_answer_settings", Icons.Material.Outlined.Tune, IsAdmin),
        ("/audit", "nav_audit", Icons.Material.Outlined.Visibility, IsAdmin),
        ("/settings", "nav_settings", Icons.Material.Outlined.Settings, IsAdmin),
        ("/account", "account", Icons.Material.Outlined.Person, Anyone),
    ];

    private static readonly (string Text, string Icon, string? Href, PaletteCommand? Command, Func<Role, bool> For)[] Actions =
    [
        ("palette_upload", Icons.Material.Outlined.UploadFile, "/documents", null, role => role >= Role.Analyst),
        ("palette_new_type", Icons.Material.Outlined.PostAdd, "/document-types/new", null, IsAdmin),
        ("palette_theme_light", Icons.Material.Outlined.LightMode, null, PaletteCommand.ThemeLight, Anyone),
        ("palette_theme_dark", Icons.Material.Outlined.DarkMode, null, PaletteCommand.ThemeDark, Anyone),
        ("palette_theme_system", Icons.Material.Outlined.BrightnessAuto, null, PaletteCommand.ThemeSystem, Anyone),
        ("palette_compact", Icons.Material.Outlined.DensitySmall, null, PaletteCommand.Compact, Anyone),
        ("palette_language", Icons.Material.Outlined.Language, null, PaletteCommand.Language, Anyone),
        ("palette_setup", Icons.Material.Outlined.RocketLaunch, null, PaletteCommand.Setup, Anyone),
        ("sign_out", Icons.Material.Outlined.Logout, null, PaletteCommand.SignOut, Anyone),
    ];

    public static IEnumerable<PaletteEntry> Reachable(Role role, Texts texts) =>
    [
        .. Pages.Where(page => page.For(role))
            .Select(page => new PaletteEntry(PaletteKind.Page, texts[page.Text], page.Icon, Href: page.Href)),
        .. Actions.Where(action => action.For(role))
            .Select(action => new PaletteEntry(
                PaletteKind.Action, texts[action.Text], action.Icon, Href: action.Href, Command: action.Command)),
    ];

    private static bool Anyone(Role role) => true;

    private static bool IsOperator(Role role) => role is Role.Ops or Role.Admin;

    private static bool IsAdmin(Role role) => role == Role.Admin;
}
