namespace Preciso.Reading.Html;

/// <summary>How an element is seen.</summary>
/// <param name="Text">How the text in it is, and what inherits from it.</param>
/// <param name="IsGone">Nothing in it is seen.</param>
/// <param name="Shift">Whether it stands off its line.</param>
internal sealed record HtmlLook(TextLook Text, bool IsGone = false, Shift Shift = Shift.None)
{
    /// <summary>A new page begins before it.</summary>
    public bool BreaksBefore { get; init; }

    public bool BreaksAfter { get; init; }

    /// <summary>What a style sheet prints before its text.</summary>
    public string Before { get; init; } = "";

    public string After { get; init; } = "";
}

/// <param name="Ink">Null if it is not known.</param>
/// <param name="Paper">Behind the text; null if it is a picture or not known.</param>
/// <param name="Size">In pixels.</param>
internal sealed record TextLook(Ink? Ink, Ink? Paper, double Size, bool IsVisible)
{
    /// <summary>Nobody reads letters that are smaller, in pixels.</summary>
    private const double Smallest = 2;

    private const double Faintest = 0.05;

    public bool IsSeen => IsVisible && Size >= Smallest
        && (Ink is not { } ink || (ink.Opacity > Faintest && (Paper is not { } paper || !ink.IsLike(paper))));
}

internal enum Shift
{
    None,
    Raised,
    Lowered,
}
