using Preciso.Documents;
using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Fields;

/// <summary>Tells a document's type by the words that such documents have.</summary>
public sealed class TypeGuess
{
    /// <summary>A type says what it is on its first pages.</summary>
    private const int Pages = 3;

    private const int MostText = 20_000;

    /// <summary>In the first lines a cue is a title; in the file's name somebody has said so.</summary>
    private const double InTitle = 3;
    private const double InFilename = 2;
    private const int TitleLines = 8;

    /// <summary>Less than this and the document is of no type that we know.</summary>
    private const double Least = 2;

    /// <summary>So much is found in a document that leaves no doubt.</summary>
    private const double Plenty = 6;

    private readonly string _text;
    private readonly string _title;
    private readonly string _filename;

    private TypeGuess(IReadOnlyList<PageReading> pages, string filename)
    {
        var lines = pages.Take(Pages).SelectMany(page => page.Lines).Select(line => line.Text).ToList();
        _text = Spaced(string.Join(' ', lines));
        _title = Spaced(string.Join(' ', lines.Take(TitleLines)));
        _filename = Spaced(Path.GetFileNameWithoutExtension(filename));
    }

    public static (DocumentType Type, double Confidence) Guess(
        IReadOnlyList<DocumentType> types, IReadOnlyList<PageReading> pages, string filename)
    {
        var guess = new TypeGuess(pages, filename);
        var scores = types.Select(type => (Type: type, Score: guess.Score(type))).OrderByDescending(pair => pair.Score).ToList();
        if (scores.Count == 0 || scores[0].Score < Least)
        {
            return (types.FirstOrDefault(type => type.Key == BuiltInTypes.Other.Key) ?? BuiltInTypes.Other, 0.5);
        }
        var (best, second) = (scores[0].Score, scores.Skip(1).Select(pair => pair.Score).FirstOrDefault());
        return (scores[0].Type, Math.Round(best / (best + (second / 2)) * Math.Min(1, 0.4 + (0.6 * best / Plenty)), 4));
    }

    private double Score(DocumentType type) => type.Cues.Distinct().Sum(cue =>
    {
        var words = Spaced(cue);
        return words.Length <= 2 ? 0
            : (Has(_text, words) ? 1 : 0) + (Has(_title, words) ? Weight(words) * (InTitle - 1) : 0)
                + (Has(_filename, words) ? Weight(words) * InFilename : 0);
    });

    /// <summary>Long cues say more than short ones: 전자세금계산서, "total".</summary>
    private static double Weight(string cue) => Math.Clamp(Jamo.Decompose(cue).Length / 12.0, 0.3, 1.5);

    /// <summary>Korean is printed with spaces or without; other words have to stand alone.</summary>
    private static bool Has(string text, string cue) => cue.Any(Hangul.IsLetter)
        ? text.Replace(" ", "", StringComparison.Ordinal).Contains(cue.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal)
        : text.Contains(cue, StringComparison.Ordinal);

    private static string Spaced(string text) => $" {NormalText.Normalize(text.Length > MostText ? text[..MostText] : text)} ";
}
