using Dapper;
using Npgsql;
using Preciso.Grains.Questions.Answering;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Storage;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Computing;

/// <summary>
/// Answers with the one figure of a table that the question describes by the row's own label: the headcount of Gwangju in 2023. Every word
/// of the label must be asked for, and every word that is asked for must stand in the label, over the table or in the file's name.
/// </summary>
internal static class FactLookup
{
    private const int MostPages = 5;

    /// <summary>A lone word describes nothing.</summary>
    private const int FewestSaid = 2;

    private static readonly string Sql = Embedded.Text("facts-of-pages.sql");

    /// <returns>Null where no figure is described, or several are.</returns>
    public static async Task<ExtractedAnswer?> Answer(
        NpgsqlConnection connection, Caller caller, string question, QuestionPlan plan, IReadOnlyList<Ranked> found, bool korean,
        CancellationToken cancel)
    {
        if (AskedPeriods.Read(question) is not { Count: <= 1 } periods
            || plan.KeyWords.Count + plan.Names.Count + periods.Count < FewestSaid)
        {
            return null;
        }
        var asked = plan.AllTerms.Concat(Terms.Cut(question)).ToHashSet();
        var chosen = new List<Figure>();
        var pages = found.Take(MostPages).Select(ranked => ranked.Candidate).ToList();
        var parameters = new
        {
            tenant = caller.TenantId,
            reader = caller.UserId,
            documents = pages.Select(page => page.DocumentId).ToArray(),
            pages = pages.Select(page => page.Page).ToArray(),
        };
        var figures = (await connection.QueryAsync<Figure>(new CommandDefinition(Sql, parameters, cancellationToken: cancel)))
            .ToLookup(figure => (figure.DocumentId, figure.Page));
        foreach (var page in pages)
        {
            var around = Around(page);
            var described = figures[(page.DocumentId, page.Page)].Where(figure => Describes(figure, plan, asked, around)).ToList();
            if (Chosen(described, periods) is { } figure && !chosen.Exists(other => other.Printed == figure.Printed))
            {
                chosen.Add(figure);
            }
        }
        // Of one document the page that was found first; of several that differ each with its name
        var said = chosen.DistinctBy(figure => figure.DocumentId).ToList();
        return said.Count == 0 ? null : new(
            [.. said.Select((figure, i) => new AnswerStatement(
                (said.Count > 1 ? $"{figure.Filename}: " : "") + Say(figure, korean), [i + 1], [figure.Place]))],
            [.. said.Select(figure => figure.ToEvidence())]);
    }

    /// <summary>What stands over the page's tables, and what its document is called.</summary>
    private static TermSet Around(Candidate page) => new(string.Join('\n', page.Text.Split('\n')
        .Where(line => !TableRow.Is(line) || TableRow.EndsWithYears(line)).Append(page.Heading ?? "").Append(page.Filename)));

    private static bool Describes(Figure figure, QuestionPlan plan, HashSet<string> asked, TermSet around)
    {
        var label = figure.Label.FindAll(term => !WordList.Stop.HasTerm(term));
        if (label.Count == 0 || !label.TrueForAll(asked.Contains))
        {
            return false;
        }
        var set = new TermSet(figure.Metric);
        return plan.KeyWords.All(word => (word.Concept is { } concept && (set.Names(concept) || around.Names(concept)))
                || word.Terms.All(term => label.Contains(term) || around.Contains(term)))
            && plan.Names.All(name => label.Contains(name) || around.Contains(name));
    }

    /// <summary>The one that the label tells best, of the time that is asked about or else the latest; null where two differ.</summary>
    private static Figure? Chosen(List<Figure> described, IReadOnlyList<FiscalPeriod> periods)
    {
        var ofTime = periods is [{ Year: not null } period]
            ? described.FindAll(figure => figure.IsOf(period, lastMonth: 12))
            : described.FindAll(figure => figure.Year == described.Max(other => other.Year));
        var best = ofTime.GroupBy(figure => figure.Label.Count).MaxBy(group => group.Key)?.ToList() ?? [];
        return best.Select(figure => figure.Printed).Distinct().Count() == 1 ? best[0] : null;
    }

    private static string Say(Figure figure, bool korean) =>
        figure.PeriodPrinted.Length == 0 ? $"{figure.Metric}: {figure.Amounts}"
        : korean ? $"{figure.PeriodPrinted} {figure.Metric}: {figure.Amounts}"
        : $"{figure.Metric}, {figure.PeriodPrinted}: {figure.Amounts}";
}
