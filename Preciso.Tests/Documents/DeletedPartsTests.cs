using System.Text;
using Dapper;
using Preciso.Audit;
using Preciso.Documents;
using Preciso.Reading;
using Preciso.Tests.Audit;
using Preciso.Tests.Reading;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>What came out of a mail or an archive goes with it, unless it is anybody's for another reason.</summary>
public sealed class DeletedPartsTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_came_in_an_archive_goes_with_it_down_to_the_innermost_and_that_is_audited()
    {
        var owner = await silo.NewTenant();
        var inner = Packages.Zip(("deep.txt", Text("The well is forty metres deep.")));
        var archive = await Ingest(owner, "outer.zip", Packages.Zip(("note.txt", Text("The office opens at nine.")), ("inner.zip", inner)));
        var (note, packed) = (await Part(owner, archive, 0), await Part(owner, archive, 1));
        var deep = await Part(owner, packed, 0);

        await Delete(owner, archive);

        await Eventually.True(async () => (await Living(owner)).Count == 0, Soon);
        var gone = (await silo.Trail(owner, new AuditFilter(Action: "documents.deleted"))).Select(line => line.DocumentId).ToHashSet();
        Assert.Equal([archive, note, packed, deep], gone.OfType<Guid>().ToHashSet());
        Assert.Empty((await silo.Ask(owner, "How many metres deep is the well?")).Evidence);
    }

    [Fact]
    public async Task What_a_person_uploaded_by_themselves_stays_whether_before_or_after()
    {
        var owner = await silo.NewTenant();
        var (before, after, never) = (Text("Uploaded before."), Text("Uploaded after."), Text("Never uploaded."));
        var own = (await silo.Upload(owner, "before.txt", before)).DocumentId;
        var archive = await Ingest(owner, "all.zip", Packages.Zip(("before.txt", before), ("after.txt", after), ("never.txt", never)));
        var later = await Part(owner, archive, 1);
        await Part(owner, archive, 2);

        var again = await silo.Upload(owner, "after.txt", after);
        await Delete(owner, archive);

        await Eventually.True(async () => (await Living(owner)).Count == 2, Soon);
        Assert.Equal((later, later, false), (again.DocumentId, again.DuplicateOf, again.ReadAgain));
        Assert.Equal([own, later], await Living(owner));
    }

    [Fact]
    public async Task What_came_in_two_archives_goes_with_the_last_of_them()
    {
        var owner = await silo.NewTenant();
        var shared = Text("It came twice.");
        var first = await Ingest(owner, "first.zip", Packages.Zip(("shared.txt", shared), ("one.txt", Text("Only in the first."))));
        var second = await Ingest(owner, "second.zip", Packages.Zip(("shared.txt", shared)));
        var twice = await Part(owner, second, 0);

        await Delete(owner, first);
        await Eventually.True(async () => (await Living(owner)).Count == 2, Soon);
        var afterOne = await Living(owner);
        await Delete(owner, second);
        await Eventually.True(async () => (await Living(owner)).Count == 0, Soon);

        Assert.Equal(new HashSet<Guid> { second, twice }, afterOne);
    }

    [Fact]
    public async Task What_came_out_before_its_archive_was_deleted_in_the_middle_goes_and_nothing_more_comes_out()
    {
        var owner = await silo.NewTenant();
        var archive = (await silo.Upload(owner, "note.txt", Text("It stands for an archive."))).DocumentId;
        var early = Guid.CreateVersion7();
        await silo.Grains.Get<IDocumentGrain>(early, owner).Register(Packed("early.txt", 1, archive));

        await Delete(owner, archive);
        var next = silo.Grains.Get<IDocumentGrain>(Guid.CreateVersion7(), owner);
        var late = await Assert.ThrowsAsync<ProblemException>(() => next.Register(Packed("late.txt", 2, archive)));

        Assert.Equal("document_not_found", late.Code);
        await Eventually.True(async () => (await Living(owner)).Count == 0, Soon);
        const string reading = "SELECT state FROM jobs WHERE kind = 'ingest' AND document_id = @early";
        var job = await silo.Database.Query(
            owner.TenantId, connection => connection.ExecuteScalarAsync<string>(reading, new { early }), Cancel);
        Assert.Equal("canceled", job);
    }

    [Fact]
    public async Task A_part_is_no_part_for_others_and_to_delete_it_twice_is_to_delete_it_once()
    {
        var owner = await silo.NewTenant();
        var archive = (await silo.Upload(owner, "note.txt", Text("It stands for another archive."))).DocumentId;
        var part = Guid.CreateVersion7();
        await silo.Grains.Get<IDocumentGrain>(part, owner).Register(Packed("part.txt", 3, archive));

        var asked = await silo.Grains.Get<IDocumentGrain>(part, owner).DeletePart(new DeletePart());
        var own = await silo.Grains.Get<IDocumentGrain>(archive, owner).DeletePart(new DeletePart());
        await Delete(owner, archive);
        await Eventually.True(async () => (await Living(owner)).Count == 0, Soon);
        var again = await silo.Grains.Get<IDocumentGrain>(part, owner).DeletePart(new DeletePart());

        Assert.NotEqual(DocumentState.Deleted, asked.Status); // what it came in is there
        Assert.NotEqual(DocumentState.Deleted, own.Status);
        Assert.Equal(DocumentState.Deleted, again.Status);
        Assert.Single(await silo.Trail(owner, new AuditFilter(Action: "documents.deleted", DocumentId: part)));
    }

    private static byte[] Text(string words) => Encoding.UTF8.GetBytes(words);

    private static RegisterDocument Packed(string name, byte mark, Guid archive) =>
        new(name, MediaType.Text, 1, [.. Enumerable.Repeat(mark, 32)], null, null, archive);

    private Task<DocumentView> Delete(Caller owner, Guid document) =>
        silo.Grains.Get<IDocumentGrain>(document, owner).Delete(new DeleteDocument());

    private async Task<Guid> Ingest(Caller owner, string name, byte[] content)
    {
        var uploaded = await silo.Upload(owner, name, content);
        await silo.Settled(owner, uploaded.DocumentId);
        return uploaded.DocumentId;
    }

    /// <summary>One that came in it, once it is read.</summary>
    private async Task<Guid> Part(Caller owner, Guid document, int ordinal)
    {
        var part = (await silo.Documents.Children(owner, document, Cancel))[ordinal].DocumentId!.Value;
        await silo.Settled(owner, part);
        return part;
    }

    private async Task<HashSet<Guid>> Living(Caller owner) =>
        [.. (await silo.Documents.List(owner, new DocumentFilter(), Cancel)).Items.Select(item => item.Document.Id)];
}
