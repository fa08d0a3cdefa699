using System.Globalization;
using System.Text;
using Preciso.Documents;

namespace Preciso.Reading.Ocr;

/// <summary>What is done to a page's picture so that its words can be recognised.</summary>
internal static class GreyMaps
{
    private const int Tile = 64;

    /// <summary>Anything that is not quite white: pale print is print.</summary>
    private const byte Palest = 245;

    /// <summary>In points: what is flatter is a line, whatever its length.</summary>
    private const double SmallestLetter = 3;

    /// <summary>In pixels: the white that Tesseract wants around letters.</summary>
    private const int Margin = 48;

    /// <summary>A stamp, a logo: print over less than one part in so many of its page. More is read better amid its page.</summary>
    private const int Little = 16;

    public static GreyMap Create(int width, int height)
    {
        byte[] header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"P5\n{width} {height}\n255\n"));
        var file = new byte[header.Length + (width * height)];
        header.CopyTo(file, 0);
        return GreyMap.Parse(file)!;
    }

    /// <summary>
    /// Whether what is left of the picture, once its lines are erased, can be letters: looking costs milliseconds, recognising half a
    /// second a pass.
    /// </summary>
    /// <param name="scale">Points to one pixel.</param>
    public static bool CanHoldLetters(this GreyMap page, double scale)
    {
        var inked = 0;
        for (var y = 0; y < page.Height; y++)
        {
            inked = page.Row(y).IndexOfAnyInRange((byte)0, Palest) < 0 ? 0 : inked + 1;
            if (inked * scale > SmallestLetter)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// The part of a page that holds all its ink, and where it begins, in pixels; the whole page where that is much of it. A pass takes
    /// as long as its picture is large.
    /// </summary>
    public static (GreyMap Part, int Left, int Top) Printed(this GreyMap page)
    {
        var (left, top, right, bottom) = (page.Width, page.Height, 0, 0);
        for (var y = 0; y < page.Height; y++)
        {
            var row = page.Row(y);
            if (row.IndexOfAnyInRange((byte)0, Palest) is var first and >= 0)
            {
                (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyInRange((byte)0, Palest) + 1));
                (top, bottom) = (Math.Min(top, y), y + 1);
            }
        }
        (left, top) = (Math.Max(0, left - Margin), Math.Max(0, top - Margin));
        var (width, height) = (Math.Min(page.Width, right + Margin) - left, Math.Min(page.Height, bottom + Margin) - top);
        if (width <= 0 || height <= 0 || (long)width * height * Little > (long)page.Width * page.Height)
        {
            return (page, 0, 0);
        }
        var part = Create(width, height);
        for (var y = 0; y < height; y++)
        {
            page.Row(top + y).Slice(left, width).CopyTo(part.Row(y));
        }
        return (part, left, top);
    }

    /// <summary>Paints a box over.</summary>
    /// <param name="box">In points.</param>
    /// <param name="scale">Points to one pixel.</param>
    /// <param name="margin">In pixels: the grey edge that what is drawn has.</param>
    public static void Whiten(this GreyMap page, Box box, double scale, int margin = 2)
    {
        var left = Math.Clamp((int)(box.X0 / scale) - margin, 0, page.Width);
        var right = Math.Clamp((int)Math.Ceiling(box.X1 / scale) + margin, left, page.Width);
        var bottom = Math.Min(page.Height, (int)Math.Ceiling(box.Y1 / scale) + margin);
        for (var y = Math.Max(0, (int)(box.Y0 / scale) - margin); y < bottom; y++)
        {
            page.Row(y)[left..right].Fill(byte.MaxValue);
        }
    }

    /// <summary>By quarter turns clockwise.</summary>
    public static GreyMap Turned(this GreyMap page, int quarters)
    {
        var turned = quarters % 2 == 0 ? Create(page.Width, page.Height) : Create(page.Height, page.Width);
        for (var y = 0; y < turned.Height; y++)
        {
            var row = turned.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = quarters switch
                {
                    1 => page.Row(page.Height - 1 - x)[y],
                    2 => page.Row(page.Height - 1 - y)[page.Width - 1 - x],
                    _ => page.Row(x)[page.Width - 1 - y],
                };
            }
        }
        return turned;
    }

    /// <summary>Clockwise about the middle, in the same size; what comes in from outside is white.</summary>
    public static GreyMap Rotated(this GreyMap page, double degrees)
    {
        var rotated = Create(page.Width, page.Height);
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (middleX, middleY) = (page.Width / 2.0, page.Height / 2.0);
        for (var y = 0; y < page.Height; y++)
        {
            var row = rotated.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                var (dx, dy) = (x - middleX, y - middleY);
                row[x] = page.At(middleX + (dx * cos) + (dy * sin), middleY - (dx * sin) + (dy * cos));
            }
        }
        return rotated;
    }

    /// <summary>Twice as large.</summary>
    public static GreyMap Enlarged(this GreyMap page)
    {
        var large = Create(page.Width * 2, page.Height * 2);
        for (var y = 0; y < large.Height; y++)
        {
            var row = large.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = page.At((x - 0.5) / 2, (y - 0.5) / 2);
            }
        }
        return large;
    }

    /// <summary>Shadows and grey paper made white: each pixel is measured against the brightest of its surroundings.</summary>
    public static GreyMap Evened(this GreyMap page)
    {
        var even = Create(page.Width, page.Height);
        for (var top = 0; top < page.Height; top += Tile)
        {
            for (var left = 0; left < page.Width; left += Tile)
            {
                Even(page, even, left, top);
            }
        }
        return even;
    }

    private static void Even(GreyMap page, GreyMap even, int left, int top)
    {
        var (right, bottom) = (Math.Min(page.Width, left + Tile), Math.Min(page.Height, top + Tile));
        var paper = Paper(page, left - (Tile / 2), top - (Tile / 2), right + (Tile / 2), bottom + (Tile / 2));
        for (var y = top; y < bottom; y++)
        {
            var from = page.Row(y);
            var to = even.Row(y);
            for (var x = left; x < right; x++)
            {
                // Ink stays ink: half as dark as its paper is black enough to be made a little darker.
                to[x] = (byte)Math.Clamp((from[x] * 340 / paper) - 85, 0, 255);
            }
        }
    }

    /// <summary>The grey that nine tenths of a surrounding do not exceed.</summary>
    private static int Paper(GreyMap page, int left, int top, int right, int bottom)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        var total = 0;
        for (var y = Math.Max(0, top); y < Math.Min(page.Height, bottom); y += 3)
        {
            var row = page.Row(y);
            for (var x = Math.Max(0, left); x < Math.Min(page.Width, right); x += 3)
            {
                counts[row[x]]++;
                total++;
            }
        }
        var grey = 255;
        for (var above = counts[255]; grey > 32 && above < total / 10; above += counts[grey])
        {
            grey--;
        }
        return grey;
    }

    private static byte At(this GreyMap page, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        if (left < 0 || top < 0 || left + 1 >= page.Width || top + 1 >= page.Height)
        {
            return byte.MaxValue;
        }
        var upper = page.Row(top);
        var lower = page.Row(top + 1);
        var (right, down) = (x - left, y - top);
        var above = upper[left] + ((upper[left + 1] - upper[left]) * right);
        var below = lower[left] + ((lower[left + 1] - lower[left]) * right);
        return (byte)(above + ((below - above) * down));
    }
}
