using Preciso.Grains.Questions.Planning;

namespace Preciso.Grains.Questions.Indexing;

/// <summary>Whether a passage is part of a financial statement, by the title that it stands under.</summary>
internal static class StatementTitles
{
    /// <summary>Of "Consolidated Balance Sheets" the title is a part large enough; of "Notes to …" or a sentence it is not.</summary>
    private const int OtherTerms = 6;

    public static IEnumerable<FinancialStatement> Find(string? heading, Lexicon lexicon) =>
        (heading ?? "").Split(" · ").SelectMany(part => OfTitle(Terms.Cut(part), lexicon)).Distinct();

    private static IEnumerable<FinancialStatement> OfTitle(List<string> title, Lexicon lexicon) =>
        title.Contains("note")
            ? []
            : lexicon.StatementsIn(title).Where(match => title.Count - match.Length <= OtherTerms).Select(match => match.Value);
}
