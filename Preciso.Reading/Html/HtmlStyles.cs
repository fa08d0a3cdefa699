using AngleSharp.Dom;

namespace Preciso.Reading.Html;

/// <summary>
/// Which elements of a page people see: what its style sheets and attributes hide is not evidence. Sheets of other files are not read.
/// </summary>
internal sealed class HtmlStyles
{
    /// <summary>So far to the left or above, in pixels, nothing is seen.</summary>
    private const double Outside = -900;

    private static readonly Ink White = new(255, 255, 255, 1);
    private static readonly Ink Black = new(0, 0, 0, 1);
    private static readonly Ink LinkBlue = new(0, 0, 238, 1);

    private readonly HtmlRules _rules;
    private readonly Dictionary<IElement, HtmlLook> _looks = [];
    private readonly Dictionary<IElement, IElement?> _chosen = [];
    private readonly HtmlLook _outside;

    public HtmlStyles(IElement root)
    {
        _rules = new HtmlRules(root.Descendants<IElement>());
        _outside = new HtmlLook(new TextLook(Black, _rules.NamesOthers ? null : White, CssMeasure.UsualSize, IsVisible: true));
    }

    public bool IsGone(IElement element) => Look(element).IsGone;

    public bool IsSeen(IText text) => text.ParentElement is not { } parent || Look(parent).Text.IsSeen;

    public Shift ShiftOf(IElement element) => Look(element).Shift;

    public bool BreaksBefore(IElement element) => Look(element).BreaksBefore;

    public bool BreaksAfter(IElement element) => Look(element).BreaksAfter;

    /// <summary>What style sheets print before and behind its text.</summary>
    public (string Before, string After) Printed(IElement element) =>
        Look(element) is { Text.IsSeen: true } look ? (look.Before, look.After) : ("", "");

    /// <summary>From above to below, without recursion: a page may be nested deep.</summary>
    private HtmlLook Look(IElement element)
    {
        if (_looks.TryGetValue(element, out var known))
        {
            return known;
        }
        var unknown = new Stack<IElement>([element]);
        while (unknown.Peek().ParentElement is { } parent && !_looks.ContainsKey(parent))
        {
            unknown.Push(parent);
        }
        var outer = unknown.Peek().ParentElement is { } above ? _looks[above] : _outside;
        while (unknown.TryPop(out var next))
        {
            _looks[next] = outer = Look(next, outer);
        }
        return outer;
    }

    private HtmlLook Look(IElement element, HtmlLook outer)
    {
        var style = _rules.For(element);
        var text = TextOf(element, style, outer.Text);
        var breaks = (Before: Breaks(style, "break-before"), After: Breaks(style, "break-after"));
        var shift = HtmlShift.Find(element, style, outer.Text.Size, text.Size);
        var isGone = HtmlElements.IsUnseen(element) || IsNotChosen(element)
            || (style.Count == 0 ? IsClosed(element) : IsHidden(element, style, text.Size));
        var look = new HtmlLook(text, isGone, shift)
        {
            BreaksBefore = breaks.Before,
            BreaksAfter = breaks.After,
            Before = CssMeasure.Text(style.GetValueOrDefault("before")),
            After = CssMeasure.Text(style.GetValueOrDefault("after")),
        };
        return look == outer ? outer : look; // nearly all elements share a few
    }

    /// <summary>A closed list shows the option that is chosen, or its first.</summary>
    private bool IsNotChosen(IElement element)
    {
        var list = element.LocalName != "option" ? null
            : element.ParentElement is { LocalName: "optgroup" } group ? group.ParentElement
            : element.ParentElement;
        if (list is not { LocalName: "select" } || list.HasAttribute("multiple") || list.GetAttribute("size") is not (null or "1"))
        {
            return false;
        }
        if (!_chosen.TryGetValue(list, out var chosen))
        {
            _chosen[list] = chosen = list.QuerySelector("option[selected]") ?? list.QuerySelector("option");
        }
        return chosen != element;
    }

    private static bool Breaks(IReadOnlyDictionary<string, string> style, string property) =>
        (style.GetValueOrDefault(property) ?? style.GetValueOrDefault("page-" + property))
            is "always" or "page" or "left" or "right" or "recto" or "verso";

    private TextLook TextOf(IElement element, IReadOnlyDictionary<string, string> style, TextLook outer)
    {
        var ink = style.TryGetValue("color", out var colour) ? (colour == "inherit" ? outer.Ink : CssMeasure.Colour(colour))
            : CssMeasure.Colour(element.GetAttribute(element.LocalName == "body" ? "text" : "color"))
                ?? (element.LocalName == "a" && element.HasAttribute("href") ? LinkBlue : outer.Ink);
        var size = SizeOf(style.GetValueOrDefault("font-size"), outer.Size);
        var visible = style.GetValueOrDefault("visibility") switch
        {
            "hidden" or "collapse" => false,
            "visible" or "initial" => true,
            _ => outer.IsVisible,
        };
        return outer with { Ink = ink, Paper = PaperOf(element, style, outer), Size = size, IsVisible = visible };
    }

    /// <summary>Where sheets are not read, whatever has a name may have a paper of its own.</summary>
    private Ink? PaperOf(IElement element, IReadOnlyDictionary<string, string> style, TextLook outer)
    {
        if ((style.TryGetValue("background-image", out var image) && image is not ("none" or "initial"))
            || element.HasAttribute("background"))
        {
            return null;
        }
        var said = style.TryGetValue("background-color", out var colour) && colour is not "initial"
            ? colour
            : element.GetAttribute("bgcolor");
        if (said is null)
        {
            return _rules.NamesOthers && (element.Id is not null || element.ClassName is not null) ? null : outer.Paper;
        }
        return CssMeasure.Colour(said) is not { } paper ? null
            : paper.Opacity > 0.95 ? paper
            : paper.Opacity == 0 ? outer.Paper
            : null;
    }

    private static double SizeOf(string? value, double outer) => value switch
    {
        null or "inherit" => outer,
        "smaller" => outer * 0.83,
        "larger" => outer * 1.2,
        "xx-small" => 9,
        "x-small" => 10,
        "small" => 13,
        _ => CssMeasure.Length(value, outer) ?? CssMeasure.UsualSize,
    };

    /// <summary>By its attributes alone; a style sheet may show it all the same.</summary>
    private static bool IsClosed(IElement element) =>
        element.HasAttribute("hidden") || (element.LocalName == "dialog" && !element.HasAttribute("open"));

    private static bool IsHidden(IElement element, IReadOnlyDictionary<string, string> style, double size)
    {
        double? Length(string property) => CssMeasure.Length(style.GetValueOrDefault(property), size);
        var floats = style.GetValueOrDefault("position") is "absolute" or "fixed";
        var isShut = style.GetValueOrDefault("overflow") is "hidden" or "clip";
        return (style.TryGetValue("display", out var display) ? display == "none" : IsClosed(element))
            || style.GetValueOrDefault("content-visibility") == "hidden"
            || CssMeasure.Length(style.GetValueOrDefault("opacity"), 1) <= 0.05
            || (floats && (Length("left") <= Outside || Length("top") <= Outside || Length("right") <= Outside || IsClipped(style)))
            || Length("text-indent") <= Outside || Length("margin-left") <= Outside
            || style.GetValueOrDefault("clip-path") is "inset(50%)" or "inset(100%)" or "circle(0)" or "circle(0px)" or "circle(0%)"
            || style.GetValueOrDefault("transform") is "scale(0)" or "scalex(0)" or "scaley(0)" or "scale(0, 0)"
            || (isShut && (Length("height") <= 1 || Length("max-height") <= 1 || Length("width") <= 1 || Length("max-width") <= 1));
    }

    private static bool IsClipped(IReadOnlyDictionary<string, string> style) =>
        style.GetValueOrDefault("clip") is { } clip && clip.StartsWith("rect(", StringComparison.Ordinal)
        && clip[5..].TrimEnd(')').Split(',', ' ').Where(edge => edge.Length > 0).Distinct().Count() == 1
        && !clip.Contains("auto", StringComparison.Ordinal);
}
