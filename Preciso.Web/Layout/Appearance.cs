using Microsoft.AspNetCore.Http;
using Preciso.Tenants;
using Preciso.Web.Tenants;

namespace Preciso.Web.Layout;

/// <summary>How the console looks to one person. Their browser keeps it in cookies, so that the first thing drawn is right.</summary>
/// <param name="PrefersDark">What the person's system said when the browser was here last.</param>
public sealed record Look(Brightness Brightness = Brightness.System, bool Compact = false, bool Folded = false, bool PrefersDark = false)
{
    public bool Dark => Brightness == Brightness.Dark || (Brightness == Brightness.System && PrefersDark);

    /// <summary>As the browser of this request remembers it; what it does not is as for everyone.</summary>
    public static Look Remembered(HttpRequest request) => new(
        Snake.TryParse<Brightness>(request.Cookies[Appearance.BrightnessCookie], out var brightness) ? brightness : Brightness.System,
        request.Cookies[Appearance.CompactCookie] == Appearance.Yes,
        request.Cookies[Appearance.FoldedCookie] == Appearance.Yes,
        request.Cookies[Appearance.PrefersDarkCookie] == Appearance.Yes);
}

/// <summary>The look of this circuit, which the person may change on any page. What they choose goes with them to other browsers.</summary>
public sealed class Appearance(BrowserScript script, IPreferences preferences, Session session)
{
    public const string BrightnessCookie = "preciso.brightness";
    public const string CompactCookie = "preciso.compact";
    public const string FoldedCookie = "preciso.folded";
    public const string PrefersDarkCookie = "preciso.prefers-dark";
    public const string Yes = "yes";
    public const string No = "no";

    public Look Look { get; private set; } = new();

    public event Action? Changed;

    public void Start(Look look) => Look = look;

    public async Task Change(Look look)
    {
        var before = Look;
        Look = look;
        Changed?.Invoke();
        await Remember(BrightnessCookie, Snake.Case(before.Brightness), Snake.Case(look.Brightness));
        await Remember(CompactCookie, Flag(before.Compact), Flag(look.Compact));
        await Remember(FoldedCookie, Flag(before.Folded), Flag(look.Folded));
        await Remember(PrefersDarkCookie, Flag(before.PrefersDark), Flag(look.PrefersDark));
        if (look with { PrefersDark = before.PrefersDark } != before)
        {
            await Keep(look);
        }
    }

    private async Task Keep(Look look)
    {
        var caller = await session.Caller();
        var kept = await preferences.Get(caller, CancellationToken.None);
        var density = look.Compact ? Density.Compact : Density.Comfortable;
        await preferences.Save(
            caller, kept with { Theme = look.Brightness, Density = density, RailFolded = look.Folded }, CancellationToken.None);
    }

    private static string Flag(bool value) => value ? Yes : No;

    private Task Remember(string cookie, string before, string after) =>
        before == after ? Task.CompletedTask : script.Remember(cookie, after);
}
