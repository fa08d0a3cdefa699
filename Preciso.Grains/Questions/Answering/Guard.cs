namespace Preciso.Grains.Questions.Answering;

/// <summary>
/// Decides whether what was found answers at all. Measured on questions whose document was there and on the same with it
/// taken away: of the names in a question most must stand in the passage or tell its document, and of the matter enough
/// must stand in the passage; less where a name has already told the document, for then the words of the question (a
/// ratio's definition, how to round) need not be those of the document.
/// </summary>
internal static class Guard
{
    private const double EnoughOfNames = 0.6;
    private const double EnoughOfMatter = 0.4;
    private const double EnoughOfMatterWithNames = 0.25;

    public static bool Allows(Quote quote) =>
        quote.NameCoverage >= EnoughOfNames
        && quote.MatterCoverage >= (quote.HasNames ? EnoughOfMatterWithNames : EnoughOfMatter);
}
