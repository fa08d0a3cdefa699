using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;
using Preciso.Reading.Office;
using Preciso.Reading.PlainText;
using Preciso.Reading.Structure;

namespace Preciso.Reading.Sheets;

/// <summary>What people wrote on the cells of a sheet: notes, and comments with their answers. The cell stands before each.</summary>
internal static class XlsxComments
{
    public static IEnumerable<Passage> Read(WorksheetPart sheet)
    {
        var threads = sheet.WorksheetThreadedCommentsParts.SelectMany(part => OfficeXml.Load(part).Children("threadedComment"))
            .Select(comment => (Cell: comment.Says("ref") ?? "", Text: Readable.Line(comment.Child("text")?.Value ?? ""))).ToList();
        var threaded = threads.Select(comment => comment.Cell).ToHashSet();
        var notes = sheet.WorksheetCommentsPart is { } part
            ? OfficeXml.Load(part).Inner("comment").Select(note => (Cell: note.Says("ref") ?? "", Text: Note(note)))
            : [];
        return notes.Where(note => !threaded.Contains(note.Cell)) // an older Excel is told there that it cannot show the thread
            .Concat(threads).Where(note => note.Text.Length > 0)
            .Select(note => Setting.Footer($"{note.Cell}: {note.Text}"));
    }

    private static string Note(XElement note) =>
        Readable.Line(string.Concat(note.Child("text").Inner("t").Where(text => !text.Ancestors().Any(outer => outer.Is("rPh")))
            .Select(text => text.Parent.Child("rPr").Child("vertAlign").Says("val") == "superscript"
                ? RaisedText.Read(text.Value) : text.Value)));
}
