namespace Preciso.Web.Layout;

/// <summary>Where to go on after a form: only ever a page of ours.</summary>
public static class LocalUrl
{
    /// <summary>The path if it is one of this site, else the home page; never another site's address in disguise.</summary>
    public static string OrHome(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : "/";
}
