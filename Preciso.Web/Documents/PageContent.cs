using Preciso.Documents;

namespace Preciso.Web.Documents;

/// <summary>A page and what was found on it.</summary>
/// <param name="Numbers">Null where nothing was extracted.</param>
public sealed record PageContent(
    PageReading Reading, IReadOnlyList<ChunkView> Chunks, IReadOnlyList<DocumentTable> Tables, IReadOnlyList<Fact> Facts,
    NumberLedger? Numbers)
{
    /// <summary>No page of paper has more than these many parts of a list.</summary>
    private const int MostParts = 20;

    /// <summary>Null if there is no such page (yet).</summary>
    public static async Task<PageContent?> Ask(IDocuments documents, Caller caller, Guid id, int page, CancellationToken cancel)
    {
        if ((await documents.Pages(caller, id, page, 1, cancel)).SingleOrDefault() is not { } reading || reading.Page != page)
        {
            return null;
        }
        return await Ask(documents, caller, id, reading, cancel);
    }

    /// <summary>What was found on a page that is here already.</summary>
    public static async Task<PageContent> Ask(
        IDocuments documents, Caller caller, Guid id, PageReading reading, CancellationToken cancel)
    {
        var page = reading.Page;
        var chunks = Whole(cursor => documents.Chunks(caller, id, page, cursor, cancel));
        var tables = Whole(cursor => documents.Tables(caller, id, page, cursor, cancel));
        var facts = Whole(cursor => documents.Facts(caller, id, page, null, cursor, cancel));
        var numbers = documents.Numbers(caller, id, page, 1, cancel);
        await Task.WhenAll(chunks, tables, facts, numbers);
        return new PageContent(
            reading, await chunks, await tables, await facts, (await numbers).SingleOrDefault(ledger => ledger.Page == page));
    }

    /// <summary>The places on the page that belong to what stands beside it.</summary>
    public IReadOnlyList<Spot> Spots(DocumentSide side, IReadOnlyList<DocumentField> fields) => side switch
    {
        DocumentSide.Content => Spots(DocumentTab.Tables, fields),
        DocumentSide.Fields => [.. Spots(DocumentTab.Fields, fields), .. Spots(DocumentTab.Facts, fields)],
        DocumentSide.Numbers => Spots(DocumentTab.Numbers, fields),
        _ => [],
    };

    /// <summary>The places on the page that belong to what a tab shows.</summary>
    public IReadOnlyList<Spot> Spots(DocumentTab tab, IReadOnlyList<DocumentField> fields) => tab switch
    {
        DocumentTab.Tables => [.. Tables.SelectMany(Cells)],
        DocumentTab.Fields or DocumentTab.Checks =>
            [.. fields.Where(field => field.Page == Reading.Page).Select(field => new Spot(Spot.OfField(field.Name), field.Box, "field"))],
        DocumentTab.Facts => [.. Facts.Select(fact => new Spot(Spot.OfFact(fact.Ordinal), fact.Box, "field"))],
        DocumentTab.Numbers => [.. Accounted(), .. Doubted()],
        _ => [],
    };

    private static IEnumerable<Spot> Cells(DocumentTable table) =>
        table.Table.Cells.Select(cell => new Spot(Spot.OfCell(table.Table.Ordinal, cell.Row, cell.Column), cell.Box, "cell"));

    private IEnumerable<Spot> Accounted() => Facts.Select(fact => new Spot(Spot.OfFact(fact.Ordinal), fact.Box, "good"));

    private IEnumerable<Spot> Doubted() => Numbers is not { } ledger ? [] :
    [
        .. ledger.Lost.Select((lost, index) => (lost.Box, index)).Where(lost => lost.Box is not null)
            .Select(lost => new Spot(Spot.OfLost(lost.index), lost.Box!.Value, "bad")),
        .. ledger.Totals.Select((total, index) => (total, index)).Where(total => !total.total.AddsUp)
            .Select(total => new Spot(Spot.OfTotal(total.index), total.total.Box, "warn")),
    ];

    private static async Task<IReadOnlyList<T>> Whole<T>(Func<string?, Task<Listing<T>>> ask)
    {
        var all = new List<T>();
        var part = await ask(null);
        all.AddRange(part.Items);
        for (var parts = 1; part.NextCursor is { } next && parts < MostParts; parts++)
        {
            part = await ask(next);
            all.AddRange(part.Items);
        }
        return all;
    }
}
