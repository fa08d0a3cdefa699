namespace Preciso.Web.Search;

/// <summary>What the palette finds, in the order in which it shows it.</summary>
public enum PaletteKind
{
    Recent,
    Document,
    Question,
    Answer,
    Job,
    Person,
    Page,
    Action,
}

/// <summary>One thing to go to, or to do.</summary>
/// <param name="Hint">What tells it from others of its name.</param>
/// <param name="Href">Where it is; null for what is done on the spot.</param>
/// <param name="Command">What is done; null for a place.</param>
public sealed record PaletteEntry(
    PaletteKind Kind, string Text, string Icon, string? Hint = null, string? Href = null, PaletteCommand? Command = null);

/// <summary>What the palette does without leaving the page.</summary>
public enum PaletteCommand
{
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Compact,
    Language,
    Setup,
    SignOut,
}
