using Dapper;
using Npgsql;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Questions.Computing;

/// <summary>Figures of a document by what they are and of which year, the likeliest where several could be meant.</summary>
internal sealed class Figures
{
    private const int MostDocuments = 4;

    /// <summary>How much of a label has to be the name: less on the page of the statement that shows it.</summary>
    private const double EnoughInStatement = 0.5;
    private const double Enough = 0.75;
    private const double OfStatement = 0.6;
    private const double OtherBasis = 0.5;

    /// <summary>The worth of a label that stands under another one.</summary>
    private const double WithinGroup = 0.8;

    private static readonly string Sql = Embedded.Text("figures.sql");

    /// <summary>Words of <see cref="Documents.Fact.Basis"/> for what did not come to pass, or was made different.</summary>
    private static readonly string[] Unlike = ["budget", "plan", "forecast", "pro_forma", "adjusted"];

    private readonly IReadOnlyList<Figure> _all;
    private readonly HashSet<(Guid Document, int Page)> _found;

    private readonly int _lastMonth;

    private Figures(IReadOnlyList<Figure> all, HashSet<(Guid Document, int Page)> found) =>
        (_all, _found, _lastMonth) = (all, found, LastMonth(all));

    /// <param name="found">The pages whose passages answer best.</param>
    public static async Task<Figures> Load(
        NpgsqlConnection connection, Caller caller, IReadOnlyCollection<Guid> documents, IReadOnlyList<Concept> concepts,
        HashSet<(Guid Document, int Page)> found, CancellationToken cancel)
    {
        // The statements' other rows too: by them the statement itself is told from what only has a row of it.
        var statements = concepts.SelectMany(concept => concept.ShownIn).Distinct().ToList();
        var rows = statements.SelectMany(Lexicon.Default.ShownIn).Distinct();
        var parameters = new
        {
            tenant = caller.TenantId,
            reader = caller.UserId,
            documents = documents.Take(MostDocuments).ToArray(),
            statements = statements.Select(statement => statement.Term).ToArray(),
            needed = concepts.SelectMany(concept => concept.Patterns).Distinct().ToArray(),
            rows = rows.SelectMany(concept => concept.Patterns).Distinct().ToArray(),
        };
        var all = await connection.QueryAsync<Figure>(new CommandDefinition(Sql, parameters, cancellationToken: cancel));
        return new([.. all.Where(IsOfAll)], found);
    }

    /// <summary>Those of one document.</summary>
    public Figures In(Guid document) => new([.. _all.Where(figure => figure.DocumentId == document)], _found);

    /// <summary>Null where none is labelled so, or none is of that year.</summary>
    public Figure? Find(Concept concept, FiscalPeriod period) => Likely(concept, period.Part)
        .Where(figure => figure.IsOf(period, _lastMonth))
        .Select(figure => (Figure: figure, Worth: Worth(figure, concept)))
        .Where(found => found.Worth > 0).DefaultIfEmpty().MaxBy(found => found.Worth).Figure;

    /// <summary>The latest year that has it, or that part of it.</summary>
    public int? Latest(Concept concept, PartOfYear part)
    {
        var all = Likely(concept, part).Where(figure => Worth(figure, concept) > 0).ToList();
        return part == PartOfYear.Whole
            ? all.Max(figure => figure.Year)
            : all.SelectMany(figure => Enumerable.Range(-1, 3).Select(years => figure.PeriodEnd?.Year + years)
                .Where(year => year is not null && figure.IsOf(new(year, part), _lastMonth))).Max();
    }

    /// <summary>The last year that the document says something of.</summary>
    public int? LastYear => _all.Max(figure => figure.Year ?? figure.PeriodEnd?.Year);

    private IEnumerable<Figure> Likely(Concept concept, PartOfYear part) => part == PartOfYear.Whole ? Yearly(concept) : Shown(concept);

    /// <summary>
    /// The month in which the year of the company ends: as years with days say, else the day in a report of a quarter that is not the
    /// quarter's end.
    /// </summary>
    private static int LastMonth(IReadOnlyList<Figure> all)
    {
        var dated = all.Where(figure => figure is { IsMoment: false, PeriodEnd: not null }
            && figure.PeriodKey.StartsWith("FY", StringComparison.Ordinal));
        if (dated.GroupBy(figure => figure.PeriodEnd!.Value.AddDays(-7).Month).MaxBy(month => month.Count()) is { } known)
        {
            return known.Key;
        }
        var days = all.Where(figure => figure.IsMoment).Select(figure => figure.PeriodEnd!.Value).Distinct().Order().ToList();
        var others = days.Select(day => day.Month).Distinct().Where(month => month != days[^1].Month).ToList();
        return others is [var only] && all.Any(figure => figure.PeriodKey.Contains("-Q", StringComparison.Ordinal)) ? only : 12;
    }

    /// <summary>
    /// Of whole years, and at their ends. Where a statement is as of several times of the year, as in the reports of a quarter, nobody says
    /// here which of them ends it.
    /// </summary>
    private IEnumerable<Figure> Yearly(Concept concept)
    {
        var shown = Shown(concept).ToList();
        var ends = shown.Where(figure => figure.IsMoment).Select(figure => figure.PeriodEnd!.Value.Month).Distinct().ToList();
        return ends.TrueForAll(one => ends.TrueForAll(other => Math.Abs(one - other) is <= 1 or 11))
            ? shown
            : shown.Where(figure => !figure.IsMoment);
    }

    /// <summary>
    /// Where the document has the statement that shows it, what stands elsewhere is a part of it, or of something else. The statement
    /// itself is where most of its rows stand together; of two alike, what was found counts before what was not.
    /// </summary>
    private IEnumerable<Figure> Shown(Concept concept)
    {
        var main = _all.Where(figure => IsShown(figure, concept)).GroupBy(figure => figure.Page)
            .OrderByDescending(page => page.Select(figure => figure.Metric).Distinct().Count())
            .ThenByDescending(page => _found.Contains((page.First().DocumentId, page.Key))).ThenBy(page => page.Key).FirstOrDefault();
        return main is null ? _all : _all.Where(figure => IsShown(figure, concept) && Math.Abs(figure.Page - main.Key) <= 1);
    }

    /// <summary>Where a table's figures are told apart by its title, that of a statement names no part.</summary>
    private static bool IsOfAll(Figure figure) =>
        figure.Segment is null || StatementTitles.Find(figure.Segment, Lexicon.Default).Any();

    private static bool IsShown(Figure figure, Concept concept) =>
        concept.ShownIn.Any(statement => figure.Statements.Contains(statement.Term));

    private static double Worth(Figure figure, Concept concept)
    {
        var share = Math.Max(concept.Means(figure.Label), WithinGroup * concept.Means(figure.OwnLabel));
        var isShown = IsShown(figure, concept);
        var isUnlike = Unlike.Any(word => figure.Basis?.Contains(word, StringComparison.Ordinal) == true);
        return figure.Unit is not null || share < (isShown ? EnoughInStatement : Enough) ? 0
            : share + (isShown ? OfStatement : 0) - (isUnlike ? OtherBasis : 0);
    }
}
