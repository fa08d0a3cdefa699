using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Preciso.Documents;

namespace Preciso.Web.Shared;

/// <summary>
/// The words of a page in their places, unseen: they are there to be selected and copied. Written without Razor, to which an SVG's
/// <c>text</c> means something else.
/// </summary>
public sealed class PageWords : ComponentBase
{
    /// <summary>Where letters stand in their box, as a share of its height.</summary>
    private const double Baseline = 0.82;

    private PageReading? _drawn;

    [Parameter, EditorRequired]
    public required PageReading Page { get; set; }

    // A page of a report has hundreds of lines, and its boxes change with every move of the mouse.
    protected override bool ShouldRender() => !ReferenceEquals(_drawn, Page);

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        _drawn = Page;
        builder.OpenElement(0, "svg");
        builder.AddAttribute(1, "class", "words");
        builder.AddAttribute(2, "viewBox", $"0 0 {Number(Page.Width)} {Number(Page.Height)}");
        builder.AddAttribute(3, "preserveAspectRatio", "none");
        builder.AddAttribute(4, "aria-hidden", "true");
        builder.AddAttribute(5, "data-testid", "words");
        foreach (var line in Page.Lines.Where(line => line.Words.Count > 0))
        {
            Draw(builder, line.Box, line.Text);
        }
        builder.CloseElement();
    }

    private static void Draw(RenderTreeBuilder builder, Box box, string text)
    {
        builder.OpenElement(6, "text");
        builder.AddAttribute(7, "x", Number(box.X0));
        builder.AddAttribute(8, "y", Number(box.Y0 + (Baseline * box.Height)));
        builder.AddAttribute(9, "font-size", Number(box.Height));
        builder.AddAttribute(10, "textLength", Number(box.Width));
        builder.AddAttribute(11, "lengthAdjust", "spacingAndGlyphs");
        builder.AddContent(12, text);
        builder.CloseElement();
    }

    private static string Number(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}
