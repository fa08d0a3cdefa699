using Preciso.Documents;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Preciso.Reading.Pdf.Ink;

/// <summary>What people wrote on a page: sticky notes, and remarks to what they marked. A viewer shows them where one points.</summary>
internal static class PageNotes
{
    private const int Most = 1000;

    /// <summary>Flags: hidden, or not to be shown on a screen.</summary>
    private const int Unseen = 2 | 32;

    private static readonly string[] Kinds =
    [
        "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Square", "Circle", "Line", "Polygon", "PolyLine", "Ink",
        "Stamp",
    ];

    public static IReadOnlyList<PageNote> Find(
        DictionaryToken page, PdfTokens tokens, ShownPage shown, in TransformationMatrix initial)
    {
        var found = new List<PageNote>();
        foreach (var note in tokens.Dictionaries(page, "Annots").Take(Most))
        {
            if (tokens.Find(note, "Subtype") is NameToken { Data: var kind } && Kinds.Contains(kind, StringComparer.Ordinal)
                && (Flags(note, tokens) & Unseen) == 0
                && tokens.Text(note, "Contents")?.Trim() is { Length: > 0 } said && Place(note, tokens, shown, initial) is { } box)
            {
                found.Add(new PageNote(said, tokens.Text(note, "T"), box));
            }
        }
        return found;
    }

    /// <summary>As paragraphs behind the page's own text. A remark that repeats what it marks says nothing new.</summary>
    public static PageReading Add(PageReading page, IReadOnlyList<PageNote> notes)
    {
        var printed = string.Join(' ', page.Lines.Select(line => line.Text));
        var said = notes.Where(note => !printed.Contains(note.Said, StringComparison.Ordinal));
        return page with { Blocks = [.. page.Blocks, .. said.Select(note => note.ToBlock())] };
    }

    private static int Flags(DictionaryToken note, PdfTokens tokens) =>
        tokens.Find(note, "F") is NumericToken { Int: var flags } ? flags : 0;

    private static Box? Place(DictionaryToken note, PdfTokens tokens, ShownPage shown, in TransformationMatrix initial)
    {
        var sides = tokens.Find(note, "Rect") is ArrayToken { Length: 4 } array
            ? array.Data.Select(tokens.Resolve).OfType<NumericToken>().Select(side => side.Double).ToList()
            : [];
        if (sides.Count < 4 || !sides.TrueForAll(double.IsFinite))
        {
            return null;
        }
        var place = shown.Place(initial.Transform(new PdfRectangle(sides[0], sides[1], sides[2], sides[3]))).Intersect(shown.Whole);
        return place.X0 <= place.X1 && place.Y0 <= place.Y1 ? place : shown.Whole; // stuck beside the page
    }
}

/// <param name="Author">Null where nobody is named.</param>
internal sealed record PageNote(string Said, string? Author, Box Box)
{
    /// <summary>As text of the page: every word stands where the note is stuck.</summary>
    public TextBlock ToBlock() => new(
    [
        .. (Author is null ? Said : $"{Author}: {Said}").Split('\n', '\r')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 0)
            .Select(words => new TextLine([.. words.Select(word => new Word(Readable.Keep(word).Text, Box))])),
    ]);
}
