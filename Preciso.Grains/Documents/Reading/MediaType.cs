namespace Preciso.Grains.Documents.Reading;

/// <summary>The media types that are read today.</summary>
public static class MediaType
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Tiff = "image/tiff";
    public const string Text = "text/plain";
    public const string Markdown = "text/markdown";
    public const string Svg = "image/svg+xml";
}
