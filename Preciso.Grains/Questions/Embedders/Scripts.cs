using Preciso.Questions;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>Whether an embedder knows what a text is written in, told by its letters alone: a table has no other words.</summary>
public static class Scripts
{
    /// <summary>More letters than one in so many that are no plain Latin ones, and a text is in another language.</summary>
    private const int OneOf = 20;

    public static bool Knows(this EmbedderLanguages languages, string text) => languages == EmbedderLanguages.Any || IsEnglish(text);

    private static bool IsEnglish(string text)
    {
        var (plain, other) = (0, 0);
        foreach (var c in text.Where(char.IsLetter))
        {
            _ = char.IsAsciiLetter(c) ? plain++ : other++;
        }
        return plain > 0 && other * OneOf <= plain + other;
    }
}
