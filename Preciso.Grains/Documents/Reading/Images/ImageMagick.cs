using Preciso.Grains.Documents.Reading.Children;

namespace Preciso.Grains.Documents.Reading.Images;

/// <summary>The calls to ImageMagick's programs, whose names carry their version.</summary>
internal static class ImageMagick
{
    private const string Package = "imagemagick";

    private static readonly string Version = File.Exists("/usr/bin/identify-im7.q16") ? "im7.q16" : "im6.q16";

    /// <summary>One line for each page, from the headers alone.</summary>
    public static ChildCommand Identify(string source) =>
        new($"identify-{Version}", Package, "-ping", "-format", "%w %h %x %U %[orientation]\n", source);

    /// <summary>Grey, the right way up and not compressed: nobody but Tesseract looks at it.</summary>
    public static ChildCommand DrawForOcr(string source, int page) => Convert(source, page, "pgm:-", "-colorspace", "Gray");

    public static ChildCommand DrawForPeople(string source, int page) => Convert(source, page, "png:-") with { Urgent = true };

    private static ChildCommand Convert(string source, int page, string target, params string[] options) =>
        new($"convert-{Version}", Package, [$"{source}[{page - 1}]", "-auto-orient", "-background", "white", "-alpha", "remove", .. options, target]);
}
