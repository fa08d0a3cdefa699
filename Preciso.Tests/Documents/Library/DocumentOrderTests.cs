using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Library;

/// <summary>Each order of the list, page by page, over rows that are alike in everything that is ordered by.</summary>
public sealed class DocumentOrderTests(TestSilo silo) : IClassFixture<TestSilo>, IAsyncLifetime
{
    private const int Documents = 60;

    private Caller _owner = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _owner = await silo.NewTenant();
        await silo.Sql(
            """
            INSERT INTO documents (document_id, tenant_id, owner_id, filename, media_type, size, sha256, state, job_id, pages, chunks, type,
                                   error_code, error_detail, version, created_at, updated_at)
            SELECT gen_random_uuid(), @TenantId, @UserId, (ARRAY['보고서.pdf', 'Report.pdf', 'report.pdf', '계약.pdf'])[1 + n % 4],
                   'application/pdf', 1 + n % 3, sha256(n::text::bytea), CASE WHEN n % 2 = 0 THEN 'ready' ELSE 'failed' END,
                   gen_random_uuid(), CASE WHEN n % 2 = 0 THEN n % 5 END, 1, CASE WHEN n % 3 > 0 THEN 'type_' || n % 3 END,
                   CASE WHEN n % 2 = 1 THEN 'code' END, CASE WHEN n % 2 = 1 THEN 'detail' END, 1, now(), now()
            FROM generate_series(1, @Documents) n
            """,
            new { _owner.TenantId, _owner.UserId, Documents });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<DocumentSort, bool, int> Walks()
    {
        var walks = new TheoryData<DocumentSort, bool, int>();
        foreach (var sort in Enum.GetValues<DocumentSort>())
        {
            walks.Add(sort, true, 7);
            walks.Add(sort, false, 7);
            walks.Add(sort, false, Documents);
        }
        return walks;
    }

    [Theory]
    [MemberData(nameof(Walks))]
    public async Task A_walk_over_the_pages_meets_each_document_once_in_order(DocumentSort sort, bool ascending, int limit)
    {
        var met = await Walk(sort, ascending, limit);

        var keys = met.ConvertAll(shown => Key(shown, sort));
        var inOrder = keys.Order(StringComparer.Ordinal);
        Assert.Equal(Documents, met.Select(shown => shown.Document.Id).Distinct().Count());
        Assert.Equal(Documents, met.Count);
        Assert.Equal(ascending ? inOrder : inOrder.Reverse(), keys);
    }

    [Theory]
    [InlineData("not a cursor")]
    [InlineData("7f0e4c2a-7f56-4a6e-8a55-0d5f4f2f6f3b")] // of the list by time
    [InlineData("7f0e4c2a-7f56-4a6e-8a55-0d5f4f2f6f3b.zz")]
    public async Task A_cursor_of_another_list_is_refused(string cursor)
    {
        var filter = new DocumentFilter(Cursor: cursor) { Sort = DocumentSort.Size };

        var error = await Assert.ThrowsAsync<ProblemException>(() => silo.Documents.List(_owner, filter, Cancel));

        Assert.Equal("cursor_invalid", error.Code);
    }

    [Fact]
    public async Task The_total_counts_what_the_filter_lets_through()
    {
        var all = await silo.Documents.Total(_owner, new DocumentFilter(), Cancel);
        var failed = await silo.Documents.Total(_owner, new DocumentFilter { States = [DocumentState.Failed] }, Cancel);
        var foreign = await silo.Documents.Total(await silo.NewTenant(), new DocumentFilter(), Cancel);

        Assert.Equal((Documents, Documents / 2, 0), (all, failed, foreign));
    }

    private async Task<List<VisibleDocument>> Walk(DocumentSort sort, bool ascending, int limit)
    {
        var met = new List<VisibleDocument>();
        string? cursor = null;
        do
        {
            var filter = new DocumentFilter(Cursor: cursor, Limit: limit) { Sort = sort, Ascending = ascending };
            var page = await silo.Documents.List(_owner, filter, Cancel);
            met.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null && met.Count <= Documents);
        return met;
    }

    private static string Key(VisibleDocument shown, DocumentSort sort) => sort switch
    {
        DocumentSort.Name => shown.Document.Filename.ToLowerInvariant(),
        DocumentSort.State => shown.Document.Status == DocumentState.Failed ? "1" : "2",
        DocumentSort.Pages => $"{(shown.Document.Pages ?? -1) + 1}",
        DocumentSort.Size => $"{shown.Document.Size}",
        DocumentSort.Type => shown.Document.Type ?? "",
        DocumentSort.Owner => shown.OwnerName,
        _ => shown.Document.Id.ToString(),
    };
}
