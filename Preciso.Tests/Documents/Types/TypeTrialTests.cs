using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Types;

public sealed class TypeTrialTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Note = "Delivery note no: A-2291\n\nConsignee: Hanbit Precision\n\nGross weight: 1,250.5";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trial_shows_what_would_be_found_and_said()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadRead(owner, "note.txt", Note);
        var type = TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Range, "weight", Max: "1000"));

        var trial = Assert.Single(await silo.Types().Try(owner, type, [document], Cancel));

        Assert.Equal((document, "note.txt"), (trial.DocumentId, trial.Filename));
        Assert.True(trial.TypeConfidence > 0);
        Assert.Equal([("number", "A-2291", "A-2291"), ("weight", "1,250.5", "1250.5")],
            trial.Fields.Select(field => (field.Name, field.Printed, field.Value)));
        Assert.Equal(
            [(CheckOutcome.Pass, null), (CheckOutcome.Fail, "out_of_range")], trial.Checks.Select(check => (check.Outcome, check.Code)));
    }

    [Fact]
    public async Task A_trial_writes_nothing()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadRead(owner, "note.txt", Note);

        await silo.Types().Try(owner, TypeWorld.DeliveryNote(), [document], Cancel);

        Assert.Empty(await silo.Events(owner));
        Assert.DoesNotContain(await silo.Types().List(owner, Cancel), type => type.Key == "delivery_note");
    }

    [Fact]
    public async Task Without_documents_the_latest_of_the_type_are_tried_that_the_caller_may_read()
    {
        var owner = await silo.NewTenant();
        var colleague = await silo.NewUser(owner);
        var mine = await silo.UploadRead(owner, "mine.txt", Note);
        var shared = await silo.UploadRead(colleague, "shared.txt", Note + " shared");
        var secret = await silo.UploadRead(colleague, "secret.txt", Note + " secret");
        await silo.Execute(owner, "UPDATE documents SET type = 'delivery_note' WHERE document_id = ANY (@all)",
            new { all = new[] { mine, shared, secret } });
        await silo.Share(colleague, shared, owner);

        var trials = await silo.Types().Try(owner, TypeWorld.DeliveryNote(), null, Cancel);

        Assert.Equal([shared, mine], trials.Select(trial => trial.DocumentId).OrderDescending());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_strangers_document_is_not_found_whether_of_the_same_tenant_or_not(bool sameTenant)
    {
        var owner = await silo.NewTenant();
        var stranger = sameTenant ? await silo.NewUser(owner) : await silo.NewTenant();
        var document = await silo.UploadRead(owner, "note.txt", Note);

        var error =
            await Assert.ThrowsAsync<ProblemException>(() => silo.Types().Try(stranger, TypeWorld.DeliveryNote(), [document], Cancel));

        Assert.Equal("document_not_found", error.Code);
    }

    [Fact]
    public async Task Duplicates_in_a_trial_are_among_what_the_caller_may_read()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var document = await silo.UploadRead(owner, "note.txt", Note);
        var copy = await silo.UploadRead(owner, "copy.txt", Note + "\n");
        await silo.Share(owner, document, reader);
        var type = TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Unique, null));

        var ofOwner = Assert.Single(await silo.Types().Try(owner, type, [document], Cancel));
        var ofReader = Assert.Single(await silo.Types().Try(reader, type, [document], Cancel));

        Assert.Contains(ofOwner.Checks, check => check.Code == "near_duplicate" && check.Other == copy);
        Assert.Equal((CheckOutcome.Pass, null), Assert.Single(ofReader.Checks.Select(check => (check.Outcome, check.Other)).Distinct()));
    }

    [Fact]
    public async Task More_than_twenty_documents_are_refused()
    {
        var owner = await silo.NewTenant();

        var error =
            await Assert.ThrowsAsync<ProblemException>(
                () => silo.Types()
                    .Try(owner, TypeWorld.DeliveryNote(), [.. Enumerable.Range(0, 21).Select(_ => Guid.CreateVersion7())], Cancel));

        Assert.Equal("too_many_documents", error.Code);
    }
}
