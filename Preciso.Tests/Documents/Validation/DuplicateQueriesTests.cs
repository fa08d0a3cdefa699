using Preciso.Documents;
using Preciso.Grains.Documents.Validation;
using Preciso.Reading.Validation;
using Preciso.Tests.Documents.Types;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Validation;

public sealed class DuplicateQueriesTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Text =
        "The goods were delivered on time and in good condition to the warehouse of Hanbit Precision in Changwon by lorry.";

    private static readonly DocumentType Type =
        TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Unique, "number", Others: ["weight"]));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_file_of_somebody_else_is_found_once_it_is_shared()
    {
        var (owner, colleague) = await TwoPeople();
        var mine = await silo.UploadRead(owner, "a.txt", Text);
        var theirs = await silo.UploadRead(colleague, "b.txt", Text);

        var before = await Find(owner, mine);
        await silo.Share(colleague, theirs, owner);
        var after = await Find(owner, mine);

        Assert.Null(before.SameFile);
        Assert.Empty(before.Near);
        Assert.Equal(theirs, after.SameFile);
    }

    [Fact]
    public async Task A_text_that_is_nearly_the_same_is_found_and_another_is_not()
    {
        var (owner, _) = await TwoPeople();
        var first = await silo.UploadRead(owner, "a.txt", Text);
        await silo.UploadRead(owner, "b.txt", "Something else altogether is written in this one, nobody would take it for the other.");
        var again = await silo.UploadRead(owner, "c.txt", Text.ToUpperInvariant() + "\n");

        var found = await Find(owner, again);

        Assert.Equal([first], found.Near.Select(near => near.DocumentId));
        Assert.InRange(found.Near[0].Similarity, 0.8, 1);
    }

    [Fact]
    public async Task The_same_values_are_found_among_what_may_be_read_and_only_if_all_are_the_same()
    {
        var (owner, colleague) = await TwoPeople();
        var mine = await silo.UploadRead(owner, "a.txt", "one");
        var same = await silo.UploadRead(owner, "b.txt", "two");
        var half = await silo.UploadRead(owner, "c.txt", "three");
        var secret = await silo.UploadRead(colleague, "d.txt", "four");
        await Write(owner, same, ("number", "A-1"), ("weight", "12"));
        await Write(owner, half, ("number", "A-1"), ("weight", "13"));
        await Write(colleague, secret, ("number", "A-1"), ("weight", "12"));

        var found = await Find(owner, mine, Field("number", "A-1"), Field("weight", "12"));
        var incomplete = await Find(owner, mine, Field("number", "A-1"));

        Assert.Equal([same], found.Same.Select(other => other.DocumentId));
        Assert.Equal(["number", "weight"], found.Same[0].Fields);
        Assert.Empty(incomplete.Same);
    }

    [Fact]
    public async Task A_deleted_document_is_no_duplicate()
    {
        var (owner, _) = await TwoPeople();
        var first = await silo.UploadRead(owner, "a.txt", Text);
        var again = await silo.UploadRead(owner, "b.txt", Text + "\n");
        await silo.Grains.Get<IDocumentGrain>(first, owner).Delete(new DeleteDocument());

        var found = await Find(owner, again);

        Assert.Empty(found.Near);
    }

    private async Task<(Caller, Caller)> TwoPeople()
    {
        var owner = await silo.NewTenant();
        return (owner, await silo.NewUser(owner));
    }

    private Task<Duplicates> Find(Caller reader, Guid document, params DocumentField[] fields) => silo.Database.Query(
        reader.TenantId, connection => DuplicateQueries.Find(connection, reader.TenantId, document, reader.UserId, Type, fields), Cancel);

    private static DocumentField Field(string name, string value) =>
        new(name, FieldType.Text, value, value, 1, new Box(0, 0, 1, 1), value, ReadingMethod.TextLayer, 1);

    private async Task Write(Caller caller, Guid document, params (string Name, string Value)[] fields)
    {
        foreach (var (name, value) in fields)
        {
            await silo.Execute(
                caller,
                """
                INSERT INTO document_fields (tenant_id, document_id, name, type, printed, value, page, box, snippet, method,
                    confidence, origin, version)
                VALUES (@TenantId, @document, @name, 'text', @value, @value, 1, '[0,0,1,1]', @value, 'plain_text', 1, 'extracted', 1)
                ON CONFLICT (document_id, name) DO UPDATE SET value = excluded.value
                """,
                new { caller.TenantId, document, name, value });
        }
    }
}
