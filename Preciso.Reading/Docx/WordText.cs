using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Docx;

/// <summary>Text of Word's elements.</summary>
internal static class WordText
{
    /// <summary>On one line, without what text boxes within it say.</summary>
    public static string Read(OpenXmlElement element)
    {
        var text = new TextBuffer();
        Append(element, text);
        return Readable.Line(text.Take().Text);
    }

    /// <returns>False for a page break.</returns>
    public static bool AppendRun(OpenXmlElement element, TextBuffer text)
    {
        switch (element)
        {
            case Text or DocumentFormat.OpenXml.Math.Text:
                text.Append(element.InnerText);
                break;
            case NoBreakHyphen:
                text.Append("-");
                break;
            case TabChar or PositionalTab:
                text.Space();
                break;
            case Break { Type: { } kind } when kind.Value == BreakValues.Page:
                return false;
            case Break or CarriageReturn:
                text.Break();
                break;
        }
        return true;
    }

    /// <summary>Deleted and hidden text is not read, nor what a text box holds: it stands for itself.</summary>
    public static bool IsLeftOut(OpenXmlElement element) =>
        element is DeletedRun or MoveFromRun or TextBoxContent or AlternateContentFallback or ParagraphProperties
        || (element is Run { RunProperties.Vanish: { } vanish } && (vanish.Val?.Value ?? true));

    private static void Append(OpenXmlElement element, TextBuffer text)
    {
        AppendRun(element, text);
        foreach (var child in element.ChildElements.Where(child => !IsLeftOut(child)))
        {
            if (child is Paragraph or Table or TableCell)
            {
                text.Space();
            }
            Append(child, text);
        }
    }
}
