using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Preciso.Reading.Office;
using Preciso.Reading.Structure;
using OfficeMath = DocumentFormat.OpenXml.Math.OfficeMath;

namespace Preciso.Reading.Docx;

/// <summary>Text of Word's elements, as it is printed.</summary>
internal sealed class WordText(WordStyles styles, WordNumbering numbering)
{
    /// <summary>On one line, without what text boxes within it say.</summary>
    public string Read(OpenXmlElement element)
    {
        var text = new TextBuffer();
        if (element is Paragraph paragraph)
        {
            text.Append(numbering.Next(paragraph.ParagraphProperties));
        }
        Append(element, text);
        return Readable.Line(text.Take().Text);
    }

    /// <returns>False for a page break.</returns>
    public bool AppendRun(OpenXmlElement element, TextBuffer text)
    {
        switch (element)
        {
            case Text printed:
                text.Append(Print(printed));
                break;
            case OfficeMath equation:
                text.Append(WordMath.Read(equation));
                break;
            case SymbolChar symbol:
                text.Append(SymbolFonts.ByCode(symbol.Font?.Value, symbol.Char?.Value));
                break;
            case FieldChar { FormFieldData: { } form }:
                text.Append(FormField.Read(form));
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

    /// <summary>
    /// Deleted and hidden text is not read, nor reading aids over it, nor what a text box holds: it stands for itself. Equations have been
    /// read as a whole.
    /// </summary>
    public bool IsLeftOut(OpenXmlElement element) =>
        element is DeletedRun or MoveFromRun or TextBoxContent or AlternateContentFallback or ParagraphProperties or RubyContent
            or OfficeMath
        || (element is Run run && (styles.PrintOf(run).IsHidden == true || styles.IsPaper(run)))
        || (element is TableCell cell && cell.TableCellProperties?.GetFirstChild<CellDeletion>() is not null);

    private string Print(Text text)
    {
        var print = text.Parent is Run run ? styles.PrintOf(run) : RunPrint.Plain;
        var signs = SymbolFonts.Read(print.Font, text.Text) ?? text.Text;
        return print.IsRaised == true ? RaisedText.Read(signs) : signs;
    }

    private void Append(OpenXmlElement element, TextBuffer text)
    {
        AppendRun(element, text);
        foreach (var child in element.ChildElements)
        {
            if (child is OfficeMath)
            {
                AppendRun(child, text);
            }
            if (IsLeftOut(child))
            {
                continue;
            }
            if (child is Paragraph or Table or TableCell)
            {
                text.Space();
            }
            if (child is Paragraph paragraph)
            {
                text.Append(numbering.Next(paragraph.ParagraphProperties));
            }
            Append(child, text);
        }
    }
}
