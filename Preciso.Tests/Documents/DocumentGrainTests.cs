using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

public sealed class DocumentGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_file_again_answers_with_the_first_document_and_makes_nothing()
    {
        var owner = await silo.NewTenant();
        var content = Encoding.UTF8.GetBytes("매출은 12억 원이다.");
        var first = await silo.Upload(owner, "a.txt", content);

        var again = await silo.Upload(owner, "b.txt", content);

        Assert.Equal((first.DocumentId, first.JobId, first.DocumentId), (again.DocumentId, again.JobId, again.DuplicateOf));
        Assert.Single((await silo.Documents.List(owner, new DocumentFilter(), Cancel)).Items);
        Assert.Single((await silo.Jobs.List(owner, new Preciso.Jobs.JobFilter(), Cancel)).Items);
        Assert.Single(Directory.GetFiles(Path.Combine(silo.Home.FullName, "objects", "objects", owner.TenantId.ToString("N"))));
    }

    [Fact]
    public async Task The_same_file_uploaded_many_times_at_once_is_one_document()
    {
        var owner = await silo.NewTenant();
        var content = Encoding.UTF8.GetBytes("동시에 올린 파일");

        var uploads = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => silo.Upload(owner, "same.txt", content)));

        Assert.Single(uploads.Select(upload => upload.DocumentId).Distinct());
        Assert.Single(uploads, upload => upload.DuplicateOf is null);
    }

    [Fact]
    public async Task The_list_and_the_detail_tell_the_same_of_a_document()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadReady(owner, "a.txt", "매출은 12억 원이다.");
        await silo.Grains.Get<IDocumentGrain>(document, owner).AssignReview(new AssignReview(owner.UserId));
        using var client = await silo.Client(owner);

        var listed = (await client.GetFromJsonAsync<JsonElement>("/api/v1/documents", Cancel)).GetProperty("items")[0];
        var alone = await client.GetFromJsonAsync<JsonElement>($"/api/v1/documents/{document}", Cancel);

        Assert.Equal(alone.GetRawText(), listed.GetRawText());
        Assert.Equal(1, listed.GetProperty("chunks").GetInt32());
        Assert.Equal(owner.UserId, listed.GetProperty("assignee_id").GetGuid());
    }

    [Fact]
    public async Task The_same_file_of_two_people_is_two_documents()
    {
        var admin = await silo.NewTenant();
        var other = await silo.NewUser(admin);
        var content = Encoding.UTF8.GetBytes("두 사람의 파일");

        var one = await silo.Upload(admin, "a.txt", content);
        var two = await silo.Upload(other, "a.txt", content);

        Assert.NotEqual(one.DocumentId, two.DocumentId);
        Assert.Null(two.DuplicateOf);
    }

    [Fact]
    public async Task A_file_deleted_and_uploaded_again_is_a_new_document()
    {
        var owner = await silo.NewTenant();
        var content = Encoding.UTF8.GetBytes("지웠다가 다시 올린 파일");
        var first = await silo.Upload(owner, "a.txt", content);
        await silo.Grains.Get<IDocumentGrain>(first.DocumentId, owner).Delete(new DeleteDocument());

        var again = await silo.Upload(owner, "a.txt", content);

        Assert.NotEqual(first.DocumentId, again.DocumentId);
        Assert.Null(again.DuplicateOf);
    }

    [Fact]
    public async Task A_viewer_cannot_upload()
    {
        var viewer = await silo.NewUser(await silo.NewTenant(), Role.Viewer);

        var error = await Assert.ThrowsAsync<ProblemException>(() => silo.Upload(viewer, "a.txt", [65]));

        Assert.Equal(ProblemKind.Forbidden, error.Kind);
    }

    [Fact]
    public async Task Someone_who_may_only_read_can_neither_share_nor_delete()
    {
        var (owner, reader, document) = await SharedDocument(SharePermission.Read);
        var third = await silo.NewUser(owner);
        var grain = silo.Grains.Get<IDocumentGrain>(document, reader);

        var share =
            await Assert.ThrowsAsync<ProblemException>(() => grain.Share(new ShareDocument(third.UserId, null, SharePermission.Read)));
        var delete = await Assert.ThrowsAsync<ProblemException>(() => grain.Delete(new DeleteDocument()));

        Assert.Equal(("share_forbidden", "owner_only"), (share.Code, delete.Code));
    }

    [Fact]
    public async Task Someone_with_the_share_permission_shares_on()
    {
        var (owner, middle, document) = await SharedDocument(SharePermission.Share);
        var third = await silo.NewUser(owner);

        await silo.Grains.Get<IDocumentGrain>(document, middle).Share(new ShareDocument(third.UserId, null, SharePermission.Read));

        Assert.Equal(document, (await silo.Documents.Get(third, document, Cancel)).Document.Id);
    }

    [Fact]
    public async Task A_document_cannot_be_shared_into_another_tenant()
    {
        var owner = await silo.NewTenant();
        var stranger = await silo.NewTenant();
        var uploaded = await silo.Upload(owner, "a.txt", Encoding.UTF8.GetBytes("우리만의 파일"));

        var error = await Assert.ThrowsAsync<ProblemException>(() => silo.Grains.Get<IDocumentGrain>(uploaded.DocumentId, owner)
            .Share(new ShareDocument(stranger.UserId, null, SharePermission.Read)));

        Assert.Equal("user_not_found", error.Code);
    }

    [Fact]
    public async Task Sharing_twice_emits_one_event()
    {
        var (owner, reader, document) = await SharedDocument(SharePermission.Read);

        await silo.Grains.Get<IDocumentGrain>(document, owner).Share(new ShareDocument(reader.UserId, null, SharePermission.Read));

        var events = await silo.Database.Query(
            owner.TenantId,
            connection => connection.QueryAsync<string>(
                "SELECT name FROM events WHERE key = @key AND name = 'documents.shared'", new { key = document.ToString() }),
            Cancel);
        Assert.Single(events);
    }

    [Fact]
    public async Task Events_of_a_document_are_numbered_without_gaps()
    {
        var (owner, _, document) = await SharedDocument(SharePermission.Read);
        await silo.Settled(owner, document);

        var events = (await silo.Database.Query(
            owner.TenantId,
            connection => connection.QueryAsync<(long Position, string Name)>(
                "SELECT position, name FROM events WHERE key = @key ORDER BY event_id", new { key = document.ToString() }),
            Cancel)).AsList();

        Assert.Equal(
            ["documents.embedded", "documents.parsed", "documents.shared", "documents.uploaded", "documents.validated", "usage.recorded"],
            events.Select(happened => happened.Name).Order(StringComparer.Ordinal));
        Assert.Equal([1L, 2L, 3L, 4L, 5L, 6L], events.Select(happened => happened.Position));
    }

    [Fact]
    public async Task A_worker_without_the_lease_is_refused()
    {
        var owner = await silo.NewTenant();
        var uploaded = await silo.Upload(owner, "a.txt", Encoding.UTF8.GetBytes("임대가 끝난 작업자"));
        await silo.Settled(owner, uploaded.DocumentId);

        await Assert.ThrowsAsync<Preciso.Grains.Jobs.LeaseLostException>(() => silo.Grains.Get<IDocumentGrain>(uploaded.DocumentId, owner)
            .RecordPages(new RecordPages(new JobLease(uploaded.JobId, 1, Guid.CreateVersion7()), 1, new DocumentQuality(1, 0, 0, 1, 0))));
    }

    private async Task<(Caller Owner, Caller Other, Guid Document)> SharedDocument(SharePermission permission)
    {
        var owner = await silo.NewTenant();
        var other = await silo.NewUser(owner);
        var uploaded = await silo.Upload(owner, "shared.txt", Encoding.UTF8.GetBytes($"공유 파일 {owner.TenantId}"));
        await silo.Grains.Get<IDocumentGrain>(uploaded.DocumentId, owner).Share(new ShareDocument(other.UserId, null, permission));
        return (owner, other, uploaded.DocumentId);
    }
}
