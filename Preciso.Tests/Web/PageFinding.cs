namespace Preciso.Tests.Web;

/// <summary>What was wrong with a page, and which kind of wrong that is.</summary>
/// <param name="Page">Its name in the site map, with the width, the language and the colours where they matter.</param>
public sealed record PageFinding(PageFault Fault, string Page, string Detail)
{
    public override string ToString() => $"{Page}: {Detail}";
}

public enum PageFault
{
    NotDrawn,
    Accessibility,
    Sideways,
    Landmarks,
    Language,
    OtherHost,
    Complaint,
    Endless,
    SameInTheDark,
}
