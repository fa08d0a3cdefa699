using System.Globalization;
using System.Xml.Linq;
using Preciso.Reading.Structure;
using D = DocumentFormat.OpenXml.Drawing;

namespace Preciso.Reading.Office;

/// <summary>Text of drawings, slides and charts, run by run.</summary>
internal static class DrawingText
{
    public static string Read(D.Paragraph paragraph) =>
        Readable.Line(string.Concat(paragraph.Descendants().Select(run => run switch
        {
            D.Text { Parent: D.Run owner } text => Print(
                text.Text, owner.RunProperties?.Baseline?.Value ?? 0,
                owner.RunProperties?.GetFirstChild<D.SymbolFont>()?.Typeface?.Value
                    ?? owner.RunProperties?.GetFirstChild<D.LatinFont>()?.Typeface?.Value),
            D.Text text => text.Text,
            D.Break => " ",
            _ => "",
        })));

    /// <summary>What an element within a paragraph says by itself.</summary>
    public static string Read(XElement element)
    {
        if (element.Is("br"))
        {
            return " ";
        }
        if (!element.Is("t"))
        {
            return "";
        }
        var properties = element.Parent.Child("rPr");
        var font = properties.Child("sym").Says("typeface") ?? properties.Child("latin").Says("typeface");
        return Print(element.Value, Number(properties.Says("baseline")), font);
    }

    private static string Print(string text, int baseline, string? font)
    {
        var signs = SymbolFonts.Read(font, text) ?? text;
        return baseline > 0 ? RaisedText.Read(signs) : signs;
    }

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
