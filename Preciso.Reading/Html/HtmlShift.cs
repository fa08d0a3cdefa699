using AngleSharp.Dom;

namespace Preciso.Reading.Html;

/// <summary>Which pieces of a line stand above or below it, by their element or by their style.</summary>
internal static class HtmlShift
{
    /// <summary>Letters so much smaller than those around are a mark where they stand at the top of the line.</summary>
    private const double Smaller = 0.85;

    public static Shift Find(IElement element, IReadOnlyDictionary<string, string> style, double outerSize, double size)
    {
        if (HtmlElements.IsBlock(element))
        {
            return Shift.None;
        }
        if (style.TryGetValue("vertical-align", out var align) && ByAlign(align, outerSize, size) is { } said)
        {
            return said;
        }
        var top = style.GetValueOrDefault("position") == "relative"
            ? CssMeasure.Length(style.GetValueOrDefault("top"), size) ?? -CssMeasure.Length(style.GetValueOrDefault("bottom"), size)
            : null;
        return top < 0 ? Shift.Raised
            : element.LocalName == "sup" ? Shift.Raised
            : element.LocalName == "sub" ? Shift.Lowered
            : Shift.None;
    }

    private static Shift? ByAlign(string align, double outerSize, double size) => align switch
    {
        "super" => Shift.Raised,
        "sub" => Shift.Lowered,
        "top" or "text-top" => size < Smaller * outerSize ? Shift.Raised : null,
        _ => CssMeasure.Length(align, size) switch { > 0 => Shift.Raised, < 0 => Shift.Lowered, _ => null },
    };
}
