using Preciso.Documents;
using Preciso.Reading.Fields.Similarity;

namespace Preciso.Reading.Fields;

/// <summary>
/// Tells a document's type by the words that such documents have, by its length and by its pages. Where two types fit alike it is unsure,
/// and says so rather than that it is one of them.
/// </summary>
public sealed class TypeGuess
{
    /// <summary>A guess less sure than this is none: a person has to say what the document is.</summary>
    public const double Sure = 0.4;

    private const double Untyped = 0.5;
    private const double Unsure = 0.3;

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

    /// <summary>A type so near the best might be it.</summary>
    private const double Near = 0.85;

    /// <summary>A common word ("cash", "total") says little in a text longer than this: every report has it.</summary>
    private const double ShortText = 2_000;

    /// <summary>A cue of such a weight is no common word; one of the next says alone what the document is, as a type's name does.</summary>
    private const double Uncommon = 0.75;
    private const double Telling = 1;

    private readonly string _text;
    private readonly string _title;
    private readonly string _filename;
    private readonly int _pages;

    private TypeGuess(IReadOnlyList<PageReading> pages, string filename)
    {
        var lines = pages.Take(Pages).SelectMany(page => page.Lines).Select(line => line.Text).ToList();
        _text = Spaced(string.Join(' ', lines));
        _title = Spaced(string.Join(' ', lines.Take(TitleLines)));
        _filename = Spaced(Path.GetFileNameWithoutExtension(filename));
        _pages = pages.Count;
    }

    public static (DocumentType Type, double Confidence) Guess(
        IReadOnlyList<DocumentType> types, IReadOnlyList<PageReading> pages, string filename)
    {
        var guess = new TypeGuess(pages, filename);
        var scores = types.Select(type => (Type: type, Score: guess.Score(type))).OrderByDescending(pair => pair.Score).ToList();
        var other = types.FirstOrDefault(type => type.Key == BuiltInTypes.Other.Key) ?? BuiltInTypes.Other;
        if (scores.Count == 0 || scores[0].Score < Least)
        {
            return (other, Untyped);
        }
        var (best, second) = (scores[0].Score, scores.Skip(1).Select(pair => pair.Score).FirstOrDefault());
        return second >= Least && second > Near * best
            ? (other, Unsure)
            : (scores[0].Type, Math.Round(best / (best + (second / 2)) * Math.Min(1, 0.4 + (0.6 * best / Plenty)), 4));
    }

    private double Score(DocumentType type)
    {
        if (_pages > type.MostPages)
        {
            return 0;
        }
        var names = type.Names.Values.Select(Spaced).ToHashSet();
        var found = type.Cues.Distinct().Select(Spaced).Where(cue => cue.Length > 2)
            .Select(cue => (Weight: names.Contains(cue) ? Math.Max(Telling, Weight(cue)) : Weight(cue), Cue: cue))
            .Select(cue => (cue.Weight, Score: Score(cue.Cue, cue.Weight))).Where(cue => cue.Score > 0).ToList();
        return found.Count > 1 || found.Exists(cue => cue.Weight >= Telling) ? found.Sum(cue => cue.Score) : 0;
    }

    private double Score(string cue, double weight)
    {
        var inText = weight >= Uncommon ? 1 : Math.Min(1, ShortText / _text.Length);
        return (Has(_text, cue) ? inText : 0) + (Has(_title, cue) ? weight * (InTitle - 1) : 0)
            + (Has(_filename, cue) ? weight * InFilename : 0);
    }

    /// <summary>Long cues say more than short ones: 전자세금계산서, "total".</summary>
    private static double Weight(string cue) => Math.Clamp(Jamo.Decompose(cue).Length / 12.0, 0.3, 1.5);

    /// <summary>Korean is printed with spaces or without; other words have to stand alone.</summary>
    private static bool Has(string text, string cue) => cue.Any(Hangul.IsLetter)
        ? text.Replace(" ", "", StringComparison.Ordinal).Contains(cue.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal)
        : text.Contains(cue, StringComparison.Ordinal);

    private static string Spaced(string text) => $" {NormalText.Normalize(text.Length > MostText ? text[..MostText] : text)} ";
}
