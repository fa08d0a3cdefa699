using Microsoft.AspNetCore.Http;

namespace Preciso.Web.Layout;

public enum Brightness
{
    System,
    Light,
    Dark,
}

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

/// <summary>The look of this circuit, which the person may change on any page.</summary>
public sealed class Appearance(BrowserScript script)
{
    public const string BrightnessCookie = "preciso.brightness";
    public const string CompactCookie = "preciso.compact";
    public const string FoldedCookie = "preciso.folded";
    public const string PrefersDarkCookie = "preciso.prefers-dark";
    public const string Yes = "yes";

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
    }

    private static string Flag(bool value) => value ? Yes : "no";

    private Task Remember(string cookie, string before, string after) =>
        before == after ? Task.CompletedTask : script.Remember(cookie, after);
}
