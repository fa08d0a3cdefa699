using Preciso.Documents;

namespace Preciso.Reading.Pdf.Ink;

internal readonly record struct Spot(double X, double Y)
{
    public double DistanceTo(Spot other) => Math.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));

    public Box BoxTo(Spot other) => new(Math.Min(X, other.X), Math.Min(Y, other.Y), Math.Max(X, other.X), Math.Max(Y, other.Y));
}

/// <summary>From 0 to 1 each.</summary>
internal readonly record struct Colour(double Red, double Green, double Blue)
{
    public static readonly Colour Paper = new(1, 1, 1);

    /// <summary>Nobody tells colours apart that are nearer than this.</summary>
    private const double Least = 0.07;

    public bool LooksLike(Colour other) =>
        Math.Abs(Red - other.Red) < Least && Math.Abs(Green - other.Green) < Least && Math.Abs(Blue - other.Blue) < Least;
}

/// <summary>A surface that was painted, or a picture.</summary>
/// <param name="Order">When it was painted, among texts and paints.</param>
/// <param name="Outline">Its corners, outline by outline; null where it fills its box.</param>
/// <param name="Colour">Null where it is of several colours, or nobody knows what comes out of it.</param>
/// <param name="Hides">What was there before is not seen any more.</param>
internal sealed record Paint(
    int Order, Box Box, IReadOnlyList<IReadOnlyList<Spot>>? Outline, Colour? Colour, bool Hides, bool IsPicture = false)
{
    public bool Covers(Spot spot) =>
        spot.X >= Box.X0 && spot.X <= Box.X1 && spot.Y >= Box.Y0 && spot.Y <= Box.Y1 && (Outline is null || IsWithin(spot, Outline));

    /// <summary>An outline within another is a hole.</summary>
    private static bool IsWithin(Spot spot, IReadOnlyList<IReadOnlyList<Spot>> outlines)
    {
        var within = false;
        foreach (var outline in outlines)
        {
            for (var (i, j) = (0, outline.Count - 1); i < outline.Count; j = i++)
            {
                var (a, b) = (outline[i], outline[j]);
                within ^= a.Y > spot.Y != b.Y > spot.Y && spot.X < ((b.X - a.X) * (spot.Y - a.Y) / (b.Y - a.Y)) + a.X;
            }
        }
        return within;
    }
}

/// <summary>A letter, or a run of them whose end is only guessed.</summary>
/// <param name="Size">Of its print in points, down or across, whichever is less.</param>
/// <param name="Fill">Null where it is of several colours.</param>
/// <param name="IsRaised">Above its line, as marks of footnotes are.</param>
/// <param name="IsSoft">A soft hyphen, or a run that may hold one.</param>
/// <param name="IsDrawn">Its letters leave ink; else they are for machines only, or a stencil.</param>
internal sealed record Printed(
    string Text, Box Box, int Order, Colour? Fill, double Size, bool IsDrawn, Box Clip, bool IsRaised, bool IsSoft, double Opacity);
