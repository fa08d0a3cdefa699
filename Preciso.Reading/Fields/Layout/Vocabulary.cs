using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Fields.Layout;

/// <summary>Words by which the head of a document is taken apart.</summary>
internal sealed class Vocabulary
{
    private const int ShortestMended = 3;

    private static readonly Vocabulary Words = EmbeddedJson.Read<Vocabulary>("vocabulary.json");
    private static readonly HashSet<string> Forms =
        [.. Words.LegalForms.SelectMany(form => NormalText.Normalize(form).Split(' ')).Where(form => form.Length > 1)];
    private static readonly HashSet<string> TitleKeys = [.. Words.Titles.Select(NormalText.Key)];
    private static readonly List<string> StopWords = [.. Words.Stops.Select(NormalText.Normalize)];
    private static readonly HashSet<string> Places = [.. Words.AddressWords.Select(NormalText.Normalize)];

    public required IReadOnlyList<string> LegalForms { get; init; }

    public required IReadOnlyList<string> Titles { get; init; }

    public required IReadOnlyList<string> Stops { get; init; }

    public required IReadOnlyList<string> AddressWords { get; init; }

    public static bool HasLegalForm(string text) => LegalFormWords(text) > 0;

    /// <summary>It is the end of a name and not the name: "SDN BHD" on a line of its own.</summary>
    public static bool IsOnlyLegalForm(string text) => Tokens(text) is { Length: > 0 } words && words.All(IsLegalForm);

    public static bool IsTitle(string text) => TitleKeys.Contains(NormalText.Key(text));

    /// <summary>It begins with what comes after the head: phone and tax numbers, dates, the bill itself.</summary>
    public static bool IsStop(string text)
    {
        var normal = NormalText.Normalize(text);
        return StopWords.Exists(
            stop => normal == stop || (normal.StartsWith(stop, StringComparison.Ordinal) && !char.IsLetter(normal[stop.Length])));
    }

    public static int PlaceWords(string text) =>
        Tokens(text)
            .Count(word => Places.Contains(word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')) || Places.Contains(word));

    /// <summary>Beside one word of a legal form, another that recognition misread in a letter is put right: SON BHD.</summary>
    public static string MendLegalForm(string name)
    {
        var words = name.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (Form(words, i - 1) is null && Form(words, i + 1) is null)
            {
                continue;
            }
            var word = NormalText.Normalize(words[i]);
            if (word.Length >= ShortestMended && !Forms.Contains(word)
                && Forms.FirstOrDefault(
                    form => form.Length == word.Length && form.Zip(word).Count(pair => pair.First != pair.Second) == 1) is { } meant)
            {
                words[i] = words[i].All(c => !char.IsLower(c)) ? meant.ToUpperInvariant() : char.ToUpperInvariant(meant[0]) + meant[1..];
            }
        }
        return string.Join(' ', words);
    }

    private static string? Form(string[] words, int i) =>
        i >= 0 && i < words.Length && NormalText.Normalize(words[i]) is { Length: >= ShortestMended } word && Forms.Contains(word)
            ? word
            : null;

    private static int LegalFormWords(string text) => Tokens(text).Skip(1).Count(IsLegalForm)
        + (text.Contains("(주)", StringComparison.Ordinal) || text.Contains('㈜', StringComparison.Ordinal)
            || text.Contains("주식회사", StringComparison.Ordinal) || text.Contains("S/B", StringComparison.OrdinalIgnoreCase) ? 1 : 0);

    private static bool IsLegalForm(string word) => Forms.Contains(word);

    private static string[] Tokens(string text) => NormalText.Normalize(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
