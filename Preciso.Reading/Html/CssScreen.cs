using AngleSharp.Css;

namespace Preciso.Reading.Html;

/// <summary>
/// The screen on which a page is thought to be seen: that of a desk, so that what is made for paper or phones alone does not hold.
/// </summary>
internal static class CssScreen
{
    public static IRenderDevice Device { get; } = new DefaultRenderDevice
    {
        DeviceWidth = 1280,
        DeviceHeight = 1024,
        ViewPortWidth = 1280,
        ViewPortHeight = 1024,
    };
}
