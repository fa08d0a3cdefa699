namespace Preciso.Reading.Fields.Formats;

/// <summary>A piece of a line that has the form that was looked for.</summary>
/// <param name="Value">In its standard form; null if it can be read in more ways than one, or in none.</param>
/// <param name="Certainty">0 to 1: how sure it is that the piece is one at all.</param>
internal readonly record struct FoundText(int Start, int Length, string? Value, double Certainty)
{
    public int End => Start + Length;
}
