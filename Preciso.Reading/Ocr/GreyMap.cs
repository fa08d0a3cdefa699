using System.Globalization;
using System.Text;

namespace Preciso.Reading.Ocr;

/// <summary>A picture of one grey byte to a pixel, as PGM: what the drawing programs write and Tesseract reads.</summary>
internal sealed class GreyMap
{
    private readonly byte[] _file;
    private readonly int _start;

    private GreyMap(byte[] file, int start, int width, int height) => (_file, _start, Width, Height) = (file, start, width, height);

    public int Width { get; }

    public int Height { get; }

    public ReadOnlyMemory<byte> File => _file;

    /// <summary>Null if the file is not complete.</summary>
    public static GreyMap? Parse(byte[] file)
    {
        var (at, numbers) = (2, new List<int>());
        while (numbers.Count < 3 && at < Math.Min(file.Length, 64))
        {
            var end = at;
            while (end < file.Length && file[end] > ' ')
            {
                end++;
            }
            if (end > at)
            {
                numbers.Add(
                    int.TryParse(Encoding.ASCII.GetString(file, at, end - at), CultureInfo.InvariantCulture, out var number) ? number : 0);
            }
            at = end + 1;
        }
        return numbers is [var width and > 0, var height and > 0, 255] && (long)width * height <= file.Length - at
            ? new GreyMap(file, at, width, height)
            : null;
    }

    public GreyMap Copy() => new([.. _file], _start, Width, Height);

    public Span<byte> Row(int y) => _file.AsSpan(_start + (y * Width), Width);

    /// <summary>Every pixel has the same grey. Looking costs a millisecond, Tesseract half a second.</summary>
    public bool IsBlank => _file.AsSpan(_start, Width * Height).IndexOfAnyExcept(_file[_start]) < 0;
}
