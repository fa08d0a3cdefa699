using System.Globalization;
using Dapper;
using Preciso.Documents;

namespace Preciso.Grains.Documents;

/// <summary>Words within a document.</summary>
public sealed partial class DocumentQueries
{
    private const int LongestSearch = 200;
    private const int PagesAtOnce = 50;
    private const int HitsAtOnce = 500;

    public Task<Listing<TextHit>> Search(
        Caller caller, Guid documentId, string words, string? cursor, CancellationToken cancel)
    {
        var search = words.Length <= LongestSearch ? WordSearch.For(words) : null;
        return search is null
            ? throw new ProblemException(ProblemKind.Invalid, "search_invalid", $"Say in 1 to {LongestSearch} characters what to look for.")
            : Inside(
                caller,
                documentId,
                async connection =>
                {
                    // The pages that have its letters; whether they stand together as words is found out from their places.
                    var pages = await connection.QueryAsync<(int Page, string Blocks)>(
                        """
                        SELECT p.page, p.blocks::text FROM document_pages p
                        WHERE p.document_id = @documentId AND p.page >= @from
                          AND strpos(lower(normalize((SELECT string_agg(w.word #>> '{}', '' ORDER BY w.place)
                                                      FROM jsonb_path_query(p.blocks, '$[*].lines[*].words[*].text')
                                                           WITH ORDINALITY AS w (word, place)), NFKC)), lower(@Letters)) > 0
                        ORDER BY p.page LIMIT @PagesAtOnce + 1
                        """,
                        new { documentId, from = FromCursor(cursor), search.Letters, PagesAtOnce });
                    return HitsOf(search, [.. pages]);
                },
                found => found.Items.Select(hit => hit.Page),
                cancel);
    }

    private static Listing<TextHit> HitsOf(WordSearch search, IReadOnlyList<(int Page, string Blocks)> pages)
    {
        var hits = new List<TextHit>();
        var looked = 0;
        while (looked < pages.Count && looked < PagesAtOnce && hits.Count < HitsAtOnce)
        {
            var (page, blocks) = pages[looked++];
            hits.AddRange(search.In(page, Parse<List<TextBlock>>(blocks)));
        }
        return new Listing<TextHit>(hits, looked < pages.Count ? pages[looked].Page.ToString(CultureInfo.InvariantCulture) : null);
    }
}
