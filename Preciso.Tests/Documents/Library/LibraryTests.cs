using System.Text;
using Preciso.Documents;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Library;

/// <summary>Finding by content, tags, many documents at once, and lists under a name.</summary>
public sealed class LibraryTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("우엉차")] // in the text
    [InlineData("PLAN")] // in the name
    [InlineData("분기")] // in a tag
    [InlineData("판촉 행사 우엉차")] // words that stand apart in the text
    public async Task A_document_is_found_by_what_it_says_is_called_and_is_tagged_with(string search)
    {
        var admin = await silo.NewTenant();
        var document = await silo.UploadReady(admin, "plan.txt", "봄 판촉 행사에는 국산 우엉차를 낸다.");
        await silo.UploadReady(admin, "other.txt", "다른 이야기만 있는 문서이다.");
        await Grain(admin, document).Tag(new TagDocument(["1분기"], []));

        var found = await Listed(admin, new DocumentFilter(Search: search));
        var foreign = await Listed(await silo.NewUser(admin), new DocumentFilter(Search: search));

        Assert.Equal([document], found);
        Assert.Empty(foreign);
    }

    [Fact]
    public async Task Tags_are_words_of_small_letters_that_one_filters_by_all_at_once()
    {
        var admin = await silo.NewTenant();
        var (both, one) = (await Upload(admin, "a"), await Upload(admin, "b"));
        await Grain(admin, both).Tag(new TagDocument(["  Annual  Report ", "계약"], []));
        await Grain(admin, one).Tag(new TagDocument(["계약", "버림"], []));
        await Grain(admin, one).Tag(new TagDocument([], ["버림"]));

        var tags = await silo.Library.Tags(admin, Cancel);

        Assert.Equal([new TagCount("계약", 2), new TagCount("annual report", 1)], tags);
        Assert.Equal([both], await Listed(admin, new DocumentFilter { Tags = ["계약", "Annual Report"] }));
        Assert.Equal(["annual report", "계약"], (await silo.Documents.Get(admin, both, Cancel)).Tags);
    }

    [Fact]
    public async Task Who_may_only_read_tags_nothing_and_sees_no_tags_of_what_they_may_not_read()
    {
        var admin = await silo.NewTenant();
        var (viewer, reviewer) = (await silo.NewUser(admin, Role.Viewer), await silo.NewUser(admin, Role.Reviewer));
        var (shared, hidden) = (await Upload(admin, "a"), await Upload(admin, "b"));
        await Grain(admin, shared).Share(new ShareDocument(viewer.UserId, null, SharePermission.Read));
        await Grain(admin, shared).Share(new ShareDocument(reviewer.UserId, null, SharePermission.Read));
        await Grain(admin, hidden).Tag(new TagDocument(["비밀"], []));

        await Grain(reviewer, shared).Tag(new TagDocument(["확인함"], []));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => Grain(viewer, shared).Tag(new TagDocument(["x"], [])));
        var unseen = await Assert.ThrowsAsync<ProblemException>(() => Grain(reviewer, hidden).Tag(new TagDocument(["x"], [])));

        Assert.Equal((ProblemKind.Forbidden, ProblemKind.NotFound), (refused.Kind, unseen.Kind));
        Assert.Equal([new TagCount("확인함", 1)], await silo.Library.Tags(viewer, Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task An_empty_tag_is_refused(string tag)
    {
        var admin = await silo.NewTenant();
        var document = await Upload(admin, "a");

        var error = await Assert.ThrowsAsync<ProblemException>(() => Grain(admin, document).Tag(new TagDocument([tag], [])));

        Assert.Equal("tag_invalid", error.Code);
    }

    [Fact]
    public async Task A_document_has_at_most_twenty_tags_and_a_refused_change_leaves_them_as_they_were()
    {
        var admin = await silo.NewTenant();
        var document = await Upload(admin, "a");
        await Grain(admin, document).Tag(new TagDocument([.. Enumerable.Range(0, 20).Select(i => $"t{i}")], []));

        var error = await Assert.ThrowsAsync<ProblemException>(() => Grain(admin, document).Tag(new TagDocument(["one more"], [])));

        Assert.Equal("too_many_tags", error.Code);
        Assert.DoesNotContain("one more", (await silo.Documents.Get(admin, document, Cancel)).Tags);
    }

    [Fact]
    public async Task One_thing_done_to_many_says_for_each_what_became_of_it()
    {
        var admin = await silo.NewTenant();
        var mina = await silo.NewUser(admin);
        var (own, shared, hidden) = (await Upload(mina, "own"), await Upload(admin, "shared"), await Upload(admin, "hidden"));
        await Grain(admin, shared).Share(new ShareDocument(mina.UserId, null, SharePermission.Read));

        var results = await silo.Library.Bulk(mina, new BulkDocuments(BulkAction.Delete, [own, shared, hidden, own]), Cancel);
        var undone = await silo.Library.Bulk(mina, new BulkDocuments(BulkAction.Restore, [own]), Cancel);

        Assert.Equal(
            [(own, null), (shared, "owner_only"), (hidden, "document_not_found")],
            results.Select(result => (result.DocumentId, result.Problem?.Code)));
        Assert.Equal([new BulkResult(own)], undone);
        Assert.Contains(own, await Listed(mina, new DocumentFilter()));
        Assert.Equal(2, (await Listed(admin, new DocumentFilter())).Count());
    }

    [Theory]
    [InlineData(BulkAction.Share)]
    [InlineData(BulkAction.Tag)]
    public async Task What_is_to_be_done_has_to_be_said(BulkAction action)
    {
        var admin = await silo.NewTenant();
        var document = await Upload(admin, "a");

        var result = Assert.Single(await silo.Library.Bulk(admin, new BulkDocuments(action, [document]), Cancel));

        Assert.Equal("bulk_incomplete", result.Problem?.Code);
    }

    [Fact]
    public async Task More_than_two_hundred_at_once_are_refused()
    {
        var admin = await silo.NewTenant();
        var command = new BulkDocuments(BulkAction.Delete, [.. Enumerable.Range(0, 201).Select(_ => Guid.CreateVersion7())]);

        var error = await Assert.ThrowsAsync<ProblemException>(() => silo.Library.Bulk(admin, command, Cancel));

        Assert.Equal("too_many_at_once", error.Code);
    }

    [Fact]
    public async Task The_filter_tells_own_from_shared_filed_from_unfiled_and_states_from_each_other()
    {
        var admin = await silo.NewTenant();
        var mina = await silo.NewUser(admin);
        var (own, theirs) = (await silo.UploadReady(admin, "own.txt", "내 파일"), await silo.UploadReady(mina, "theirs.txt", "남의 파일"));
        await Grain(mina, theirs).Share(new ShareDocument(admin.UserId, null, SharePermission.Read));

        Assert.Equal([own], await Listed(admin, new DocumentFilter { Mine = true }));
        Assert.Equal([theirs], await Listed(admin, new DocumentFilter { Mine = false }));
        Assert.Equal([own], await Listed(admin, new DocumentFilter { Unfiled = true }));
        Assert.Equal(2, (await Listed(admin, new DocumentFilter { States = [DocumentState.Ready, DocumentState.Failed] })).Count());
        Assert.Empty(await Listed(admin, new DocumentFilter { States = [DocumentState.Failed] }));
        Assert.Empty(await Listed(admin, new DocumentFilter { Until = DateTimeOffset.UnixEpoch }));
        Assert.Equal(2, (await Listed(admin, new DocumentFilter { From = DateTimeOffset.UnixEpoch })).Count());
    }

    [Fact]
    public async Task A_saved_view_is_its_persons_own_and_replaced_under_the_same_name()
    {
        var admin = await silo.NewTenant();
        await silo.SavedViews.Save(admin, new SaveView("실패", "state=failed"), Cancel);
        var saved = await silo.SavedViews.Save(admin, new SaveView(" 실패 ", "state=failed&sort=-name", ["name", "state"]), Cancel);

        var views = await silo.SavedViews.List(admin, Cancel);
        var others = await silo.SavedViews.List(await silo.NewUser(admin), Cancel);
        var foreign = await Assert.ThrowsAsync<ProblemException>(
            async () => await silo.SavedViews.Remove(await silo.NewUser(admin), saved.Id, Cancel));
        await silo.SavedViews.Remove(admin, saved.Id, Cancel);

        Assert.Equal(("실패", "state=failed&sort=-name"), (Assert.Single(views).Name, views[0].Query));
        Assert.Equal(["name", "state"], views[0].Columns);
        Assert.Empty(others);
        Assert.Equal(ProblemKind.NotFound, foreign.Kind);
        Assert.Empty(await silo.SavedViews.List(admin, Cancel));
    }

    private IDocumentGrain Grain(Caller caller, Guid document) => silo.Grains.Get<IDocumentGrain>(document, caller);

    private async Task<Guid> Upload(Caller caller, string name) =>
        (await silo.Upload(caller, $"{name}.txt", Encoding.UTF8.GetBytes($"{name} {Guid.CreateVersion7()}"))).DocumentId;

    private async Task<IEnumerable<Guid>> Listed(Caller caller, DocumentFilter filter) =>
        (await silo.Documents.List(caller, filter, Cancel)).Items.Select(item => item.Document.Id);
}
