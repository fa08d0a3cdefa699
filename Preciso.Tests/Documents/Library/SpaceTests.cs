using Preciso.Documents;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Library;

/// <summary>Where a document lies, who puts it there, and who reads it because of that.</summary>
public sealed class SpaceTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_team_reads_what_lies_in_its_space_and_no_longer_once_it_is_moved_out()
    {
        var (admin, mina, team) = await Setup();
        var space = await NewSpace(admin, "영업 자료", team);
        var document = await Upload(admin, "a.txt");

        await Grain(admin, document).Move(new MoveDocument(space));
        var within = await Listed(mina, new DocumentFilter { SpaceId = space });
        await Grain(admin, document).Move(new MoveDocument(null));

        Assert.Equal([document], within);
        Assert.Empty(await Listed(mina, new DocumentFilter()));
        Assert.Empty(await Listed(admin, new DocumentFilter { SpaceId = space }));
    }

    [Fact]
    public async Task A_team_that_the_document_was_shared_with_by_hand_keeps_it_when_it_is_moved_out()
    {
        var (admin, mina, team) = await Setup();
        var space = await NewSpace(admin, "함께", team);
        var document = await Upload(admin, "a.txt");
        await Grain(admin, document).Move(new MoveDocument(space));
        await Grain(admin, document).Share(new ShareDocument(null, team, SharePermission.Read));

        await Grain(admin, document).Move(new MoveDocument(null));

        Assert.Equal([document], await Listed(mina, new DocumentFilter()));
    }

    [Fact]
    public async Task What_lies_in_a_teams_space_is_not_taken_from_the_team_by_unsharing()
    {
        var (admin, _, team) = await Setup();
        var space = await NewSpace(admin, "함께", team);
        var document = await Upload(admin, "a.txt");
        await Grain(admin, document).Move(new MoveDocument(space));

        var error = await Assert.ThrowsAsync<ProblemException>(() => Grain(admin, document).Unshare(new UnshareDocument(null, team)));

        Assert.Equal("shared_by_space", error.Code);
    }

    [Fact]
    public async Task A_space_that_an_upload_names_is_found_or_made_a_teams_before_ones_own()
    {
        var (admin, mina, team) = await Setup();
        var shared = await NewSpace(admin, "회계", team);
        await NewSpace(admin, "회계", null);

        var named = await Upload(admin, "a.txt", "회계");
        var made = await Upload(admin, "b.txt", "새 공간");

        var documents = (await silo.Documents.List(admin, new DocumentFilter(), Cancel)).Items.ToDictionary(item => item.Document.Id);
        Assert.Equal((shared, "회계"), (documents[named].Document.SpaceId, documents[named].Document.Space));
        Assert.Equal("새 공간", documents[made].Document.Space);
        Assert.Equal([named], await Listed(mina, new DocumentFilter()));
        Assert.Contains((await silo.Library.Spaces(admin, Cancel)).Items, item => item is { Name: "새 공간", TeamId: null, Documents: 1 });
    }

    [Fact]
    public async Task What_a_person_calls_their_own_space_others_never_see()
    {
        var (admin, mina, _) = await Setup();
        var document = await Upload(admin, "a.txt", "구조조정 후보");
        await Grain(admin, document).Share(new ShareDocument(mina.UserId, null, SharePermission.Share));

        var seen = await silo.Documents.Get(mina, document, Cancel);
        var found = await Listed(mina, new DocumentFilter(Search: "구조조정"));
        var named = await Listed(mina, new DocumentFilter(Space: "구조조정 후보"));

        Assert.Equal((null, null), (seen.Document.Space, seen.Document.SpaceId));
        Assert.Empty(found);
        Assert.Empty(named);
        Assert.Empty((await silo.Library.Spaces(mina, Cancel)).Items);
        Assert.Equal("구조조정 후보", (await silo.Documents.Get(admin, document, Cancel)).Document.Space);
    }

    [Fact]
    public async Task Who_may_share_may_move_but_not_into_a_space_of_their_own()
    {
        var (admin, mina, team) = await Setup();
        var own = await NewSpace(mina, "미나", null);
        var shared = await NewSpace(mina, "팀", team);
        var document = await Upload(admin, "a.txt");
        await Grain(admin, document).Share(new ShareDocument(mina.UserId, null, SharePermission.Share));

        var refused = await Assert.ThrowsAsync<ProblemException>(() => Grain(mina, document).Move(new MoveDocument(own)));
        await Grain(mina, document).Move(new MoveDocument(shared));

        Assert.Equal("space_of_owner_only", refused.Code);
        Assert.Equal([document], await Listed(mina, new DocumentFilter { SpaceId = shared }));
    }

    [Fact]
    public async Task Who_may_only_read_does_not_move_and_a_foreign_space_is_not_found()
    {
        var (admin, mina, team) = await Setup();
        var foreign = await NewSpace(mina, "미나", null);
        var document = await Upload(admin, "a.txt");
        await Grain(admin, document).Share(new ShareDocument(null, team, SharePermission.Read));

        var reader = await Assert.ThrowsAsync<ProblemException>(() => Grain(mina, document).Move(new MoveDocument(null)));
        var owner = await Assert.ThrowsAsync<ProblemException>(() => Grain(admin, document).Move(new MoveDocument(foreign)));
        var outsider = await Assert.ThrowsAsync<ProblemException>(async () => await NewSpace(await silo.NewUser(admin), "x", team));

        Assert.Equal(("share_forbidden", "space_not_found", "team_not_found"), (reader.Code, owner.Code, outsider.Code));
    }

    [Fact]
    public async Task A_space_goes_once_nothing_lies_in_it_any_more()
    {
        var (admin, _, _) = await Setup();
        var space = await NewSpace(admin, "임시", null);
        var document = await Upload(admin, "a.txt");
        await Grain(admin, document).Move(new MoveDocument(space));

        var full = await Assert.ThrowsAsync<ProblemException>(() => Space(admin, space).Delete(new DeleteSpace()));
        await Grain(admin, document).Move(new MoveDocument(null));
        await Space(admin, space).Delete(new DeleteSpace());

        Assert.Equal("space_not_empty", full.Code);
        Assert.Empty((await silo.Library.Spaces(admin, Cancel)).Items);
    }

    private async Task<(Caller Admin, Caller Member, Guid Team)> Setup()
    {
        var admin = await silo.NewTenant();
        var mina = await silo.NewUser(admin);
        return (admin, mina, await silo.NewTeam(admin, admin, mina));
    }

    private IDocumentGrain Grain(Caller caller, Guid document) => silo.Grains.Get<IDocumentGrain>(document, caller);

    private ISpaceGrain Space(Caller caller, Guid space) => silo.Grains.Get<ISpaceGrain>(space, caller);

    private async Task<Guid> NewSpace(Caller caller, string name, Guid? team)
    {
        var id = Guid.CreateVersion7();
        await Space(caller, id).Create(new CreateSpace(name, team));
        return id;
    }

    private async Task<Guid> Upload(Caller caller, string name, string? space = null)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"파일 {Guid.CreateVersion7()}"));
        var file = new UploadFile(name, content, _ => Task.FromResult(new UploadFields(space)));
        return (await silo.Documents.Upload(caller, file, Cancel)).DocumentId;
    }

    private async Task<IEnumerable<Guid>> Listed(Caller caller, DocumentFilter filter) =>
        (await silo.Documents.List(caller, filter, Cancel)).Items.Select(item => item.Document.Id);
}
