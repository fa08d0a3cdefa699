using MudBlazor;

namespace Preciso.Web.Layout;

/// <summary>Paper, ink, and one marker: the page is calm so that what is marked on it stands out. Lines rather than shadows.</summary>
public static class ConsoleTheme
{
    private static readonly string[] Sans =
        ["Pretendard Variable", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "NanumBarunGothic", "system-ui", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = Light(),
        PaletteDark = Dark(),
        Typography = Letters(),
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "8px",
            DrawerWidthLeft = "232px",
            DrawerMiniWidthLeft = "64px",
            AppbarHeight = "56px",
        },
        Shadows = new Shadow { Elevation = [.. Enumerable.Range(0, 26).Select(height => height == 0 ? "none" : Line)] },
    };

    private const string Text = "0.9375rem";
    private const string Meta = "0.8125rem";
    private const string Line = "0 0 0 1px var(--mud-palette-lines-default)";

    private static PaletteLight Light() => new()
    {
        Background = "#f6f4ef",
        BackgroundGray = "#edeae2",
        Surface = "#fffefb",
        DrawerBackground = "#edeae2",
        DrawerText = "#1d2528",
        DrawerIcon = "#3f4a4f",
        AppbarBackground = "#fffefb",
        AppbarText = "#1d2528",
        TextPrimary = "#1d2528",
        TextSecondary = "#535e64",
        ActionDefault = "#3f4a4f",
        Primary = "#0f5c50",
        PrimaryContrastText = "#ffffff",
        Secondary = "#535e64",
        Tertiary = "#2a5687",
        Info = "#2a5687",
        Success = "#1c6b3f",
        Warning = "#7d5200",
        Error = "#a3261c",
        Dark = "#1d2528",
        LinesDefault = "#dcd7cb",
        LinesInputs = "#8b8f88",
        TableLines = "#dcd7cb",
        TableHover = "#f3f0e8",
        Divider = "#dcd7cb",
        DividerLight = "#e8e4da",
        OverlayDark = "rgba(29,37,40,0.5)",
    };

    private static PaletteDark Dark() => new()
    {
        Black = "#0c1011",
        Background = "#14191a",
        BackgroundGray = "#252d2e",
        Surface = "#1c2324",
        DrawerBackground = "#181e1f",
        DrawerText = "#e9ece9",
        DrawerIcon = "#b6c0be",
        AppbarBackground = "#1c2324",
        AppbarText = "#e9ece9",
        TextPrimary = "#e9ece9",
        TextSecondary = "#a9b4b2",
        ActionDefault = "#b6c0be",
        Primary = "#6cc3b0",
        PrimaryContrastText = "#0c2621",
        Secondary = "#a9b4b2",
        SecondaryContrastText = "#14191a",
        Tertiary = "#9dc0e8",
        TertiaryContrastText = "#10202f",
        Info = "#9dc0e8",
        InfoContrastText = "#10202f",
        Success = "#86cf9f",
        SuccessContrastText = "#0d2416",
        Warning = "#ecc567",
        WarningContrastText = "#2a2008",
        Error = "#f09a8f",
        ErrorContrastText = "#3a120d",
        Dark = "#e9ece9",
        DarkContrastText = "#14191a",
        LinesDefault = "#364041",
        LinesInputs = "#7d8886",
        TableLines = "#364041",
        TableHover = "#232b2c",
        Divider = "#364041",
        DividerLight = "#2c3536",
        OverlayDark = "rgba(0,0,0,0.6)",
    };

    private static Typography Letters() => new()
    {
        Default = Like<DefaultTypography>(Text, "400"),
        H1 = Like<H1Typography>("1.375rem", "700", "1.35"),
        H2 = Like<H2Typography>("1.0625rem", "700", "1.4"),
        H3 = Like<H3Typography>(Text, "700", "1.4"),
        H6 = Like<H6Typography>("1.0625rem", "700", "1.4"),
        Subtitle1 = Like<Subtitle1Typography>(Text, "600"),
        Subtitle2 = Like<Subtitle2Typography>(Meta, "600"),
        Body1 = Like<Body1Typography>(Text, "400"),
        Body2 = Like<Body2Typography>(Meta, "400", "1.5"),
        Caption = Like<CaptionTypography>(Meta, "400", "1.5"),
        Button = Like<ButtonTypography>("0.9rem", "600"),
    };

    private static TLetters Like<TLetters>(string size, string weight, string lineHeight = "1.6")
        where TLetters : BaseTypography, new() => new()
        {
            FontFamily = Sans, FontSize = size, FontWeight = weight, LineHeight = lineHeight,
            LetterSpacing = "normal", TextTransform = "none",
        };
}
