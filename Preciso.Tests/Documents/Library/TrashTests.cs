using System.IO.Compression;
using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Preciso.Documents;
using Preciso.Grains.Documents.Library;
using Preciso.Grains.Storage.Objects;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Library;

/// <summary>What is deleted can be brought back as it was, until it is deleted for good.</summary>
public sealed class TrashTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_document_is_in_lists_and_answers_again_for_all_who_could_read_it()
    {
        var admin = await silo.NewTenant();
        var mina = await silo.NewUser(admin);
        var document = await silo.UploadReady(admin, "plan.txt", "울산 공장의 생산 능력은 2026년에 두 배가 된다.");
        await Grain(admin, document).Share(new ShareDocument(mina.UserId, null, SharePermission.Read));
        await Grain(admin, document).Delete(new DeleteDocument());
        var gone = await silo.Ask(mina, "울산 공장의 생산 능력은?");
        var item = Assert.Single((await silo.Library.Trash(admin, null, 50, Cancel)).Items);

        await Grain(admin, document).Restore(new RestoreDocument());

        Assert.Empty(gone.Evidence);
        Assert.Equal((document, "plan.txt", TrashSweep.Kept), (item.DocumentId, item.Filename, item.Until - item.DeletedAt));
        Assert.Contains((await silo.Ask(mina, "울산 공장의 생산 능력은?")).Evidence, evidence => evidence.DocumentId == document);
        Assert.Empty((await silo.Library.Trash(admin, null, 50, Cancel)).Items);
    }

    [Fact]
    public async Task To_restore_what_is_there_changes_nothing_and_only_its_owner_restores()
    {
        var admin = await silo.NewTenant();
        var mina = await silo.NewUser(admin);
        var document = await silo.UploadReady(admin, "a.txt", "가나다라 마바사");
        await Grain(admin, document).Share(new ShareDocument(mina.UserId, null, SharePermission.Share));
        var before = await silo.Documents.Get(admin, document, Cancel);

        await Grain(admin, document).Restore(new RestoreDocument());
        await Grain(admin, document).Delete(new DeleteDocument());
        var error = await Assert.ThrowsAsync<ProblemException>(() => Grain(mina, document).Restore(new RestoreDocument()));

        Assert.Equal(DocumentState.Ready, before.Document.Status);
        Assert.Equal("document_not_found", error.Code);
        Assert.Empty((await silo.Library.Trash(mina, null, 50, Cancel)).Items);
    }

    [Fact]
    public async Task What_had_not_been_read_is_read_when_it_comes_back()
    {
        var admin = await silo.NewTenant();
        var uploaded = await silo.Upload(admin, "a.txt", Encoding.UTF8.GetBytes("지체 없이 지운 파일의 내용입니다."));
        await Grain(admin, uploaded.DocumentId).Delete(new DeleteDocument());

        await Grain(admin, uploaded.DocumentId).Restore(new RestoreDocument());

        Assert.Equal(DocumentState.Ready, (await silo.Settled(admin, uploaded.DocumentId)).Status);
    }

    [Fact]
    public async Task A_document_whose_file_came_again_meanwhile_stays_in_the_trash()
    {
        var admin = await silo.NewTenant();
        var first = await silo.UploadReady(admin, "a.txt", "같은 파일의 내용");
        await Grain(admin, first).Delete(new DeleteDocument());
        var second = await silo.UploadReady(admin, "b.txt", "같은 파일의 내용");

        var error = await Assert.ThrowsAsync<ProblemException>(() => Grain(admin, first).Restore(new RestoreDocument()));

        Assert.NotEqual(first, second);
        Assert.Equal("same_file_there", error.Code);
    }

    [Fact]
    public async Task What_an_approved_document_yielded_goes_with_it_and_comes_back_with_it()
    {
        var admin = await silo.NewTenant();
        await silo.Grains.Get<ITenantGrain>(admin.TenantId, admin).ChangeSettings(new TenantSettings(TrainingAllowed: true));
        var document = await silo.UploadReady(admin, "a.txt", "분기 매출은 120억 원이다. 영업이익은 12억 원이다.");
        await Grain(admin, document).Approve(new ApproveDocument());
        await Eventually.True(async () => await Samples(document) > 0, Deadline);

        await Grain(admin, document).Delete(new DeleteDocument());
        var without = await Samples(document);
        await Grain(admin, document).Restore(new RestoreDocument());

        Assert.Equal(0, without);
        await Eventually.True(async () => await Samples(document) > 0, Deadline);
    }

    [Fact]
    public async Task What_came_in_a_document_goes_and_comes_with_it_more_than_once()
    {
        var admin = await silo.NewTenant();
        var parent = (await silo.Upload(admin, "packed.zip", Zip("in.txt", "묶음 안의 파일 내용"))).DocumentId;
        await silo.Settled(admin, parent);
        var part = (await silo.Documents.Children(admin, parent, Cancel))[0].DocumentId!.Value;

        for (var round = 0; round < 2; round++)
        {
            await Grain(admin, parent).Delete(new DeleteDocument());
            await Eventually.True(async () => !(await Living(admin)).Contains(part), Deadline);
            var item = Assert.Single((await silo.Library.Trash(admin, null, 50, Cancel)).Items);
            Assert.Equal(parent, item.DocumentId);

            await Grain(admin, parent).Restore(new RestoreDocument());
            await Eventually.True(async () => (await Living(admin)).Contains(part), Deadline);
        }
    }

    [Fact]
    public async Task Erased_means_that_file_and_text_are_gone_and_it_cannot_come_back()
    {
        var admin = await silo.NewTenant();
        var document = await silo.UploadReady(admin, "a.txt", "아무도 다시 보지 못할 내용 12,345원");
        await Grain(admin, document).Tag(new TagDocument(["비밀"], []));
        var alive = await Assert.ThrowsAsync<ProblemException>(() => Grain(admin, document).Erase(new EraseDocument()));
        await Grain(admin, document).Delete(new DeleteDocument());

        await Grain(admin, document).Erase(new EraseDocument());
        await Grain(admin, document).Erase(new EraseDocument());

        var error = await Assert.ThrowsAsync<ProblemException>(() => Grain(admin, document).Restore(new RestoreDocument()));
        Assert.Equal((ProblemException.IllegalCode, "document_not_found"), (alive.Code, error.Code));
        Assert.Empty((await silo.Library.Trash(admin, null, 50, Cancel)).Items);
        await Eventually.True(async () => await Left(document) == 0 && !await IsStored(admin, document), Deadline);
    }

    [Fact]
    public async Task What_lay_in_the_trash_for_thirty_days_is_erased_and_nothing_younger()
    {
        var admin = await silo.NewTenant();
        var old = await silo.UploadReady(admin, "old.txt", "오래된 파일의 내용");
        var young = await silo.UploadReady(admin, "young.txt", "새 파일의 내용");
        await Grain(admin, old).Delete(new DeleteDocument());
        await Grain(admin, young).Delete(new DeleteDocument());
        await Age(old, TrashSweep.Kept + TimeSpan.FromMinutes(1));
        var sweep = new TrashSweep(silo.Database, silo.Grains, TimeProvider.System, NullLogger<TrashSweep>.Instance);

        await sweep.Run(Cancel);
        await sweep.Run(Cancel);

        Assert.Equal([young], (await silo.Library.Trash(admin, null, 50, Cancel)).Items.Select(item => item.DocumentId));
        await Eventually.True(async () => await Left(old) == 0, Deadline);
        Assert.True(await Left(young) > 0);
    }

    [Fact]
    public async Task The_trash_is_read_page_by_page()
    {
        var admin = await silo.NewTenant();
        var documents = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            documents.Add((await silo.Upload(admin, $"{i}.txt", Encoding.UTF8.GetBytes($"파일 {i}"))).DocumentId);
            await Grain(admin, documents[^1]).Delete(new DeleteDocument());
        }

        var first = await silo.Library.Trash(admin, null, 3, Cancel);
        var second = await silo.Library.Trash(admin, first.NextCursor, 3, Cancel);

        Assert.Equal(documents.AsEnumerable().Reverse(), first.Items.Concat(second.Items).Select(item => item.DocumentId));
        Assert.Null(second.NextCursor);
    }

    private IDocumentGrain Grain(Caller caller, Guid document) => silo.Grains.Get<IDocumentGrain>(document, caller);

    private async Task<HashSet<Guid>> Living(Caller owner) =>
        [.. (await silo.Documents.List(owner, new DocumentFilter(), Cancel)).Items.Select(item => item.Document.Id)];

    private Task<int> Samples(Guid document) => Count("SELECT count(*)::int FROM samples WHERE document_id = @document", document);

    private Task<int> Left(Guid document) => Count(
        """
        SELECT ((SELECT count(*) FROM chunks WHERE document_id = @document) + (SELECT count(*) FROM postings WHERE document_id = @document)
              + (SELECT count(*) FROM document_pages WHERE document_id = @document)
              + (SELECT count(*) FROM facts WHERE document_id = @document)
              + (SELECT count(*) FROM document_fields WHERE document_id = @document)
              + (SELECT count(*) FROM document_tags WHERE document_id = @document))::int
        """,
        document);

    private async Task<int> Count(string sql, Guid document)
    {
        await using var connection = new NpgsqlConnection(silo.ConnectionString);
        return await connection.ExecuteScalarAsync<int>(sql, new { document });
    }

    private Task Age(Guid document, TimeSpan by) =>
        silo.Sql("UPDATE documents SET deleted_at = deleted_at - @by WHERE document_id = @document", new { document, by });

    private async Task<bool> IsStored(Caller owner, Guid document)
    {
        var store = silo.Services.GetRequiredService<IObjectStore>();
        return await store.List(Cancel).AnyAsync(found => found.Key == $"{owner.TenantId:N}/{document:N}", Cancel);
    }

    private static byte[] Zip(string name, string text)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
        return stream.ToArray();
    }
}
