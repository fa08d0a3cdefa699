using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Preciso.Reading.Docx;

/// <summary>How a run is printed, as far as it changes what a reader sees; null is what nothing was said of.</summary>
/// <param name="Font">Where it is said; those of symbols show other signs than their letters.</param>
internal sealed record RunPrint(bool? IsHidden, bool? IsRaised, string? Font)
{
    /// <summary>In half-points: what is lifted by less is still in its line.</summary>
    private const int Lifted = 4;

    /// <summary>In half-points: nobody can read a letter of one point.</summary>
    private const int TooSmall = 2;

    public static RunPrint Plain { get; } = new(null, null, null);

    /// <param name="properties">Of a run or of a style.</param>
    public static RunPrint From(OpenXmlElement? properties) => properties is null ? Plain : new RunPrint(
        Any(properties.GetFirstChild<Vanish>(), properties.GetFirstChild<WebHidden>(), TooSmallFor(properties.GetFirstChild<FontSize>())),
        IsLifted(properties.GetFirstChild<VerticalTextAlignment>(), properties.GetFirstChild<Position>()),
        properties.GetFirstChild<RunFonts>() is { } fonts ? fonts.Ascii?.Value ?? fonts.HighAnsi?.Value : null);

    public RunPrint Over(RunPrint styled) => new(IsHidden ?? styled.IsHidden, IsRaised ?? styled.IsRaised, Font ?? styled.Font);

    private static bool? Any(OnOffType? vanish, OnOffType? webHidden, bool? isTooSmall) =>
        vanish is null && webHidden is null && isTooSmall is null ? null : IsOn(vanish) || IsOn(webHidden) || isTooSmall == true;

    private static bool IsOn(OnOffType? property) => property is not null && (property.Val?.Value ?? true);

    private static bool? TooSmallFor(FontSize? size) =>
        int.TryParse(size?.Val?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var half) ? half <= TooSmall : null;

    private static bool? IsLifted(VerticalTextAlignment? alignment, Position? position) =>
        alignment?.Val is { } place ? place.Value == VerticalPositionValues.Superscript
        : int.TryParse(position?.Val?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var half) ? half >= Lifted
        : null;
}
