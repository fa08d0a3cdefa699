using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>
/// Of which years it is that documents are quoted with. Figures of other years than those asked about are a near miss and no answer,
/// however well their label fits.
/// </summary>
internal sealed class SpokenYears(AskedDocuments asked, IReadOnlyList<Ranked> found, ExtractedAnswer quoted)
{
    /// <summary>How many years a report compares.</summary>
    private const int Compared = 3;

    /// <summary>Each year that is asked about is spoken of, by a document of whom is named.</summary>
    public bool Has(IReadOnlyList<FiscalPeriod> periods) => periods.Select(period => period.Year).OfType<int>().Distinct().All(IsSpoken);

    private bool IsSpoken(int year) => quoted.Statements.Any(statement => statement.Evidence.Select(number => quoted.Evidence[number - 1])
        .Any(piece => (asked.Names.Count == 0 || asked.Documents.Contains(piece.DocumentId)) && Speaks(statement, piece, year)));

    /// <summary>The words say it, or those around them; where they say no year, the report is of that year, or compares with it.</summary>
    private bool Speaks(AnswerStatement statement, Evidence piece, int year) => Periods.Years(statement.Text) is { Count: > 0 } years
        ? years.Contains(year)
        : Periods.Years(piece.Snippet).Contains(year) || found.Any(ranked =>
            ranked.Candidate.DocumentId == piece.DocumentId
            && Enumerable.Range(year, Compared).Any(covered => ranked.Candidate.Names.Contains(Periods.Term(covered, null))));
}
