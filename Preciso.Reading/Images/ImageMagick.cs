using System.Globalization;
using Preciso.Reading.Children;

namespace Preciso.Reading.Images;

/// <summary>The calls to ImageMagick's programs, whose names carry its version.</summary>
public static class ImageMagick
{
    /// <summary>The longest side, in pixels, that Debian's policy lets ImageMagick open.</summary>
    internal const int LongestSide = 16_000;

    private const string Package = "imagemagick";

    private static readonly string IdentifyProgram = Installed("identify");
    private static readonly string ConvertProgram = Installed("convert");

    /// <summary>One line for each page, from the headers alone.</summary>
    internal static ChildCommand Identify(string source) => new(
        IdentifyProgram, Package, "-ping", "-units", "PixelsPerInch", "-format", "%w %h %x %y %[orientation]\\n", source);

    public static ChildCommand Version => new(ConvertProgram, Package, "-version");

    /// <summary>Grey and upright on white, in the size given.</summary>
    internal static ChildCommand DrawForOcr(string source, int page, int width, int height) =>
        Draw(source, page, width, height, "-colorspace", "Gray", "pgm:-");

    internal static ChildCommand DrawForPeople(string source, int page, int width, int height) =>
        Draw(source, page, width, height, "png:-") with { Urgent = true };

    private static ChildCommand Draw(string source, int page, int width, int height, params string[] output)
    {
        // A JPEG is decoded at the next smaller scale that still has nine tenths of each side: many times faster than to shrink it.
        var decodeAt = string.Create(CultureInfo.InvariantCulture, $"jpeg:size={width * 9 / 10}x{height * 9 / 10}");
        var size = string.Create(CultureInfo.InvariantCulture, $"{width}x{height}!");
        return new ChildCommand(
            ConvertProgram,
            Package,
            [
                "-define", decodeAt, $"{source}[{page - 1}]", "-auto-orient", "-background", "white", "-alpha", "remove",
                "-resize", size, "-depth", "8", "-strip", .. output,
            ]);
    }

    private static string Installed(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        string[] names = [$"{program}-im6.q16", $"{program}-im7.q16"];
        return names.FirstOrDefault(name => folders.Any(folder => File.Exists(Path.Combine(folder, name)))) ?? names[^1];
    }
}
