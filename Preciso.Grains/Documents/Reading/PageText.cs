using Preciso.Documents;

namespace Preciso.Grains.Documents.Reading;

/// <summary>In points, as the page is seen: turned pages are turned.</summary>
internal readonly record struct PageSize(double Width, double Height);

/// <summary>What one way of reading found on one page.</summary>
/// <param name="Characters">Letters and digits: what makes a page worth keeping.</param>
/// <param name="Problem">What speaks against it, in words.</param>
internal sealed record PageText(
    ReadingMethod Method, IReadOnlyList<TextBlock> Blocks, double Confidence, int Characters, double Milliseconds, string? Problem = null)
{
    public static PageText Failed(ReadingMethod method, double milliseconds, string problem) => new(method, [], 0, 0, milliseconds, problem);

    public static int CountCharacters(string text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += char.IsLetterOrDigit(c) ? 1 : 0;
        }
        return count;
    }

    /// <summary>Keeps the attempt that found most, the earlier one of equals; one that found nothing is not kept at all.</summary>
    public static PageReading Choose(int page, PageSize size, params IReadOnlyList<PageText> attempts)
    {
        var best = attempts.MaxBy(attempt => attempt.Characters)!;
        var kept = best.Characters > 0 ? best : null;
        return new PageReading(
            page,
            size.Width,
            size.Height,
            kept?.Method ?? attempts[^1].Method,
            kept?.Confidence ?? 0,
            kept?.Blocks ?? [],
            [.. attempts.Select(attempt => attempt.ToAttempt(attempt == kept ? null : attempt.Problem ?? "Another way found more."))]);
    }

    private ReadingAttempt ToAttempt(string? reason) => new(Method, Confidence, Characters, Math.Round(Milliseconds, 2), reason);
}
