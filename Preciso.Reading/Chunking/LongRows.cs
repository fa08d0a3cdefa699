using Preciso.Documents;

namespace Preciso.Reading.Chunking;

/// <summary>A file without line ends gives rows longer than a passage: they are cut between words, and such a word within.</summary>
internal static class LongRows
{
    public static IEnumerable<PageRow> Cut(PageRow row)
    {
        if (row.Text.Length < Chunker.MaxLength)
        {
            return [row];
        }

        var pieces = new List<List<Word>> { new() };
        var length = 0;
        foreach (var word in row.Words.SelectMany(Cut))
        {
            if (length + word.Text.Length >= Chunker.MaxLength)
            {
                pieces.Add([]);
                length = 0;
            }

            pieces[^1].Add(word);
            length += word.Text.Length + 1;
        }

        return pieces.Where(words => words.Count > 0).Select((words, i) => new PageRow(words, row.Region, row.StartsParagraph && i == 0));
    }

    private static IEnumerable<Word> Cut(Word word) =>
        word.Text.Length < Chunker.MaxLength
            ? [word]
            : word.Text.Chunk(Chunker.MaxLength - 1).Select(piece => word with { Text = new string(piece) });
}
