using System.Globalization;
using System.Text.Json.Serialization;
using Preciso.Documents;
using Preciso.Reading.Ocr;

namespace Preciso.Reading;

/// <summary>In points, as the page is seen: turned pages are turned.</summary>
public readonly record struct PageSize(double Width, double Height);

/// <summary>What one way of reading found on one page.</summary>
/// <param name="Characters">Letters and digits: what makes a page worth keeping.</param>
/// <param name="Problem">What speaks against it.</param>
public sealed record PageText(
    ReadingMethod Method, IReadOnlyList<TextBlock> Blocks, double Confidence, int Characters, double Milliseconds,
    DocumentProblem? Problem = null)
{
    /// <summary>How far it can be relied on, 0 to 1.</summary>
    public double Quality { get; init; } = Confidence;

    /// <summary>See <see cref="ReadingAttempt.Doubt"/>.</summary>
    public string? Doubt { get; init; }

    /// <summary>See <see cref="ReadingAttempt.Way"/>.</summary>
    public string? Way { get; init; }

    /// <summary>The lines that were seen on the page's picture.</summary>
    public Rulings Rulings { get; init; } = Rulings.None;

    /// <summary>How the picture was turned before its words were recognised; the boxes are of the turned picture.</summary>
    public Turn Turn { get; init; }

    [JsonIgnore]
    public IEnumerable<TextLine> Lines => Blocks.SelectMany(block => block.Lines);

    /// <summary>How much it is worth beside another reading of the same page.</summary>
    private double Worth => Characters * Quality;

    public static PageText Failed(ReadingMethod method, double milliseconds, DocumentProblem problem) =>
        new(method, [], 0, 0, milliseconds, problem);

    /// <summary>A picture of nothing, or of lines alone.</summary>
    public static PageText Blank(double milliseconds) => Failed(ReadingMethod.Ocr, milliseconds, new("page_blank", "The page is blank."));

    public static int CountCharacters(string text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += char.IsLetterOrDigit(c) ? 1 : 0;
        }
        return count;
    }

    public static PageText Best(IEnumerable<PageText> attempts) => attempts.MaxBy(attempt => attempt.Worth)!;

    /// <summary>
    /// Keeps the attempt that found most that can be relied on, the earlier one of equals; one that found nothing is not kept at all.
    /// </summary>
    public static PageReading Choose(int page, PageSize size, params IReadOnlyList<PageText> attempts)
    {
        var best = Best(attempts);
        var kept = best.Characters > 0 ? best : null;
        var figures = kept is { Method: ReadingMethod.Ocr } ? RecognisedFigures.Doubt(kept.Blocks) : null;
        return new PageReading(
            page,
            size.Width,
            size.Height,
            kept?.Method ?? attempts[^1].Method,
            kept?.Confidence ?? 0,
            figures ?? kept?.Blocks ?? [],
            [.. attempts.Select(attempt => attempt.ToAttempt(attempt == kept ? null : attempt.Problem ?? Compare(kept!, attempt)) with
            {
                Doubt = figures is not null && attempt == kept ? RecognisedFigures.Contradict : attempt.Doubt,
            })])
        {
            Quality = Math.Round(Math.Min(kept?.Quality ?? 0, figures is null ? 1 : RecognisedFigures.Poor), 4),
        };
    }

    /// <summary>
    /// The reading that <see cref="Choose"/> keeps, with its tables and what its blocks are; its boxes fit the page as it is shown.
    /// </summary>
    public static PageReading Settle(int page, PageSize size, params IReadOnlyList<PageText> attempts)
    {
        var best = Best(attempts);
        var upright = best.Turn.Upright(size);
        var reading = PageStructure.Recognise(Choose(page, upright, attempts), best.Rulings);
        return best.Turn.Back(reading, size);
    }

    private static DocumentProblem Compare(PageText kept, PageText other) => new("outdone", string.Create(
        CultureInfo.InvariantCulture,
        $"Another way found more to rely on: {kept.Characters} letters and digits at a quality of {kept.Quality:0.00}, this one "
        + $"{other.Characters} at {other.Quality:0.00}."));

    private ReadingAttempt ToAttempt(DocumentProblem? reason) =>
        new(Method, Math.Round(Confidence, 4), Characters, Math.Round(Milliseconds, 2), reason?.Detail, Way) { ReasonCode = reason?.Code };
}
