using DocumentFormat.OpenXml;

namespace Preciso.Reading.Docx;

/// <summary>An equation on one line: what stands over or beside something else keeps its sign, so that 10² is never 102.</summary>
internal static class WordMath
{
    /// <summary>The recursion is as deep as a file may be nested at most.</summary>
    public static string Read(OpenXmlElement element) => element.LocalName switch
    {
        "t" => element.InnerText,
        "f" => $"{Group(Part(element, "num"))}/{Group(Part(element, "den"))}",
        "sSup" => $"{Part(element, "e")}^{Group(Part(element, "sup"))}",
        "sSub" => $"{Part(element, "e")}_{Group(Part(element, "sub"))}",
        "sSubSup" => $"{Part(element, "e")}_{Group(Part(element, "sub"))}^{Group(Part(element, "sup"))}",
        "rad" => Part(element, "deg") is { Length: > 0 } degree ? $"{degree}√({Part(element, "e")})" : $"√({Part(element, "e")})",
        "nary" => $" {Value(element, "chr") ?? "∫"}_{Group(Part(element, "sub"))}^{Group(Part(element, "sup"))} {Part(element, "e")}",
        "d" => $"{Value(element, "begChr") ?? "("}{Joined(element, Value(element, "sepChr") ?? "|")}{Value(element, "endChr") ?? ")"}",
        "m" or "eqArr" => Joined(element, "; "),
        "mr" => Joined(element, ", "),
        "func" => $"{Part(element, "fName")} {Part(element, "e")}",
        "rPr" or "ctrlPr" => "",
        _ => string.Concat(element.ChildElements.Select(Read)),
    };

    private static string Part(OpenXmlElement element, string name) =>
        string.Concat(element.ChildElements.Where(child => child.LocalName == name).Select(Read)).Trim();

    private static string Joined(OpenXmlElement element, string between) =>
        string.Join(between, element.ChildElements.Where(child => child.LocalName is "e" or "mr").Select(Read));

    private static string Group(string text) => text.All(char.IsLetterOrDigit) ? text : $"({text})";

    private static string? Value(OpenXmlElement element, string name) =>
        element.ChildElements.FirstOrDefault(child => child.LocalName.EndsWith("Pr", StringComparison.Ordinal))?.ChildElements
            .FirstOrDefault(child => child.LocalName == name)?.GetAttributes().FirstOrDefault().Value;
}
