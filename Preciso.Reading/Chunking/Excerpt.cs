namespace Preciso.Reading.Chunking;

/// <summary>The beginning of a text on one line.</summary>
public static class Excerpt
{
    /// <summary>At most so many characters and the mark of omission, cut between words where there is a space to cut at.</summary>
    public static string Cut(string text, int length)
    {
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= length)
        {
            return line;
        }

        var space = line.LastIndexOf(' ', length, length / 2);
        while (space > length / 2 && !Sentences.Parts(line, space))
        {
            space = line.LastIndexOf(' ', space - 1, space - (length / 2));
        }

        var end = space > 0 ? space : length;
        // Half a character outside the basic plane is no character.
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + " …";
    }
}
