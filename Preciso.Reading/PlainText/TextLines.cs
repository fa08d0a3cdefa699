using System.Text;

namespace Preciso.Reading.PlainText;

/// <summary>Lines of a text of any size and any line ends; a form feed comes as a line of its own.</summary>
internal static class TextLines
{
    public const string FormFeed = "\f";

    /// <summary>A longer line is cut, at a space if there is one near: a file may be one single line.</summary>
    private const int Longest = 8192;

    public static IEnumerable<string> Read(TextReader text)
    {
        var line = new StringBuilder();
        var buffer = new char[8192];
        var last = '\0';
        for (int read; (read = text.Read(buffer)) > 0;)
        {
            for (var i = 0; i < read; last = buffer[i++])
            {
                var c = buffer[i];
                if (c == '\n' && last == '\r')
                {
                    continue;
                }
                var ends = c is '\n' or '\r' or '\f';
                if (!ends)
                {
                    line.Append(c);
                }
                if (ends || (line.Length >= Longest && char.IsWhiteSpace(c)) || (line.Length >= 2 * Longest && !char.IsHighSurrogate(c)))
                {
                    yield return line.ToString();
                    line.Clear();
                }
                if (c == '\f')
                {
                    yield return FormFeed;
                }
            }
        }
        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
