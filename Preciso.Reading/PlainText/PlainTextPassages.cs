namespace Preciso.Reading.PlainText;

/// <summary>Plain text: a blank line ends a paragraph, a form feed a page; the lines stay as they were written.</summary>
internal static class PlainTextPassages
{
    /// <summary>About a page: no paragraph is held in memory beyond that.</summary>
    private const int LongestPassage = 50;

    public static IEnumerable<Passage> Read(TextReader text)
    {
        var passage = new List<SetLine>();
        var startsPage = false;
        foreach (var line in TextLines.Read(text).Append(""))
        {
            var ends = string.IsNullOrWhiteSpace(line); // a form feed is white space too
            if (!ends)
            {
                passage.AddRange(Typesetter.Wrap(line));
            }
            if (passage.Count > 0 && (ends || passage.Count >= LongestPassage))
            {
                yield return new Passage(passage, startsPage);
                (passage, startsPage) = ([], false);
            }
            startsPage |= line == TextLines.FormFeed;
        }
    }
}
