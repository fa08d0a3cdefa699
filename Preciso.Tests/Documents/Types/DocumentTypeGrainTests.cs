using Microsoft.Extensions.DependencyInjection;
using Preciso.Documents;
using Preciso.Grains.Documents.Types;
using Preciso.Reading.Fields;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents.Types;

public sealed class DocumentTypeGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_nothing_to_documents_until_it_is_published()
    {
        var admin = await silo.NewTenant();
        var grain = silo.Type(admin, "delivery_note");

        var draft = await grain.SaveDraft(new SaveDocumentType(TypeWorld.DeliveryNote(), null));
        var before = await Published(admin);
        var published = await grain.Publish(new PublishDocumentType(draft.DraftVersion!.Value));
        var after = await Published(admin);

        Assert.Equal((null, 0, 1), (draft.Published, draft.Version, draft.DraftVersion));
        Assert.DoesNotContain(before, type => type.Key == "delivery_note");
        Assert.Equal((1, null, false), (published.Version, published.DraftVersion, published.IsBuiltIn));
        Assert.Contains(after, type => type.Key == "delivery_note");
        Assert.Equal(["document_types.saved", "document_types.published"], await silo.Events(admin));
    }

    [Fact]
    public async Task Every_version_is_kept()
    {
        var admin = await silo.NewTenant();
        await Publish(admin, TypeWorld.DeliveryNote());
        await Publish(admin, TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Required, "weight")));
        await silo.Type(admin, "delivery_note").SaveDraft(new SaveDocumentType(TypeWorld.DeliveryNote(), null));

        var versions = await silo.Types().Versions(admin, "delivery_note", Cancel);
        var type = await silo.Types().Get(admin, "delivery_note", Cancel);

        Assert.Equal([(3, true), (2, false), (1, false)], versions.Select(version => (version.Version, version.IsDraft)));
        Assert.All(versions, version => Assert.Equal("Admin", version.SavedBy));
        Assert.Equal((2, 3), (type.Version, type.DraftVersion));
        Assert.Single(type.Published!.Rules);
        Assert.Empty(type.Draft!.Rules);
    }

    [Fact]
    public async Task A_tenants_own_type_takes_the_place_of_a_built_in_one_in_that_tenant_alone()
    {
        var admin = await silo.NewTenant();
        var other = await silo.NewTenant();

        await Publish(admin, TypeWorld.DeliveryNote("receipt"));

        Assert.Equal(
            ["number", "weight"], (await Published(admin)).Single(type => type.Key == "receipt").Fields.Select(field => field.Name));
        Assert.Equal(BuiltInTypes.All.Select(type => type.Key), (await Published(other)).Select(type => type.Key));
        Assert.Equal((1, true), await VersionOf(admin));
        Assert.Equal((0, true), await VersionOf(other));

        async Task<(int, bool)> VersionOf(Caller caller) =>
            await silo.Types().Get(caller, "receipt", Cancel) is var view ? (view.Version, view.IsBuiltIn) : default;
    }

    [Fact]
    public async Task Of_those_who_save_the_same_draft_at_once_one_wins()
    {
        var admin = await silo.NewTenant();
        var drafts = Enumerable.Range(0, 6)
            .Select(i => TypeWorld.DeliveryNote(rules: [.. Enumerable.Repeat(new ValidationRule(RuleKind.Required, "weight"), i)]));

        var saved = await Task.WhenAll(drafts.Select(async draft =>
        {
            try
            {
                await silo.Type(admin, "delivery_note").SaveDraft(new SaveDocumentType(draft, null));
                return "saved";
            }
            catch (ProblemException e)
            {
                return e.Code;
            }
        }));

        Assert.Single(saved, outcome => outcome == "saved");
        Assert.Equal(5, saved.Count(outcome => outcome == "changed_meanwhile"));
    }

    [Fact]
    public async Task Who_saved_a_draft_that_somebody_else_has_saved_since_is_told()
    {
        var admin = await silo.NewTenant();
        var grain = silo.Type(admin, "delivery_note");
        var first = await grain.SaveDraft(new SaveDocumentType(TypeWorld.DeliveryNote(), null));
        var second = await grain.SaveDraft(
            new SaveDocumentType(TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Required, "weight")), first.DraftVersion));

        var save = await Assert.ThrowsAsync<ProblemException>(
            () => grain.SaveDraft(new SaveDocumentType(TypeWorld.DeliveryNote(), first.DraftVersion)));
        var publish = await Assert.ThrowsAsync<ProblemException>(() => grain.Publish(new PublishDocumentType(first.DraftVersion!.Value)));
        var discard =
            await Assert.ThrowsAsync<ProblemException>(() => grain.DiscardDraft(new DiscardDocumentType(first.DraftVersion!.Value)));

        Assert.Equal(("changed_meanwhile", "changed_meanwhile", "changed_meanwhile"), (save.Code, publish.Code, discard.Code));
        Assert.Equal(2, second.DraftVersion);
    }

    [Fact]
    public async Task Saving_the_same_or_publishing_again_changes_nothing()
    {
        var admin = await silo.NewTenant();
        var grain = silo.Type(admin, "delivery_note");
        var draft = await grain.SaveDraft(new SaveDocumentType(TypeWorld.DeliveryNote(), null));

        var again = await grain.SaveDraft(new SaveDocumentType(TypeWorld.DeliveryNote(), draft.DraftVersion));
        await grain.Publish(new PublishDocumentType(draft.DraftVersion!.Value));
        var published = await grain.Publish(new PublishDocumentType(draft.DraftVersion!.Value));

        Assert.Equal((draft.DraftVersion, 1), (again.DraftVersion, published.Version));
        Assert.Equal(["document_types.saved", "document_types.published"], await silo.Events(admin));
    }

    [Fact]
    public async Task A_discarded_draft_is_gone_and_the_published_version_stays()
    {
        var admin = await silo.NewTenant();
        await Publish(admin, TypeWorld.DeliveryNote());
        var grain = silo.Type(admin, "delivery_note");
        var draft = await grain.SaveDraft(
            new SaveDocumentType(TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Required, "weight")), null));

        var view = await grain.DiscardDraft(new DiscardDocumentType(draft.DraftVersion!.Value));

        Assert.Equal((1, null, null), (view.Version, view.Draft, view.DraftVersion));
        Assert.Single(await silo.Types().Versions(admin, "delivery_note", Cancel));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.Ops)]
    public async Task Only_an_administrator_writes_and_everybody_may_look(Role role)
    {
        var admin = await silo.NewTenant();
        await Publish(admin, TypeWorld.DeliveryNote());
        var user = await silo.NewUser(admin, role);

        var error = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Type(user, "delivery_note").SaveDraft(new SaveDocumentType(TypeWorld.DeliveryNote(), null)));

        Assert.Equal(ProblemKind.Forbidden, error.Kind);
        Assert.Contains(await silo.Types().List(user, Cancel), type => type.Key == "delivery_note");
    }

    [Fact]
    public async Task Another_tenants_type_is_neither_seen_nor_written()
    {
        var (owner, stranger) = (await silo.NewTenant(), await silo.NewTenant());
        await Publish(owner, TypeWorld.DeliveryNote());

        var write = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Type(stranger, "delivery_note", owner.TenantId).SaveDraft(new SaveDocumentType(TypeWorld.DeliveryNote(), null)));
        var read = await Assert.ThrowsAsync<ProblemException>(() => silo.Types().Get(stranger, "delivery_note", Cancel));

        Assert.Equal(("document_type_not_found", "document_type_not_found"), (write.Code, read.Code));
        Assert.DoesNotContain(await silo.Types().List(stranger, Cancel), type => type.Key == "delivery_note");
    }

    public static TheoryData<string, DocumentType> Broken => new()
    {
        { "type_key_invalid", TypeWorld.DeliveryNote("Delivery Note") },
        { "type_key_invalid", TypeWorld.DeliveryNote("another_key") },
        { "type_name_missing", TypeWorld.DeliveryNote() with { Names = new Dictionary<string, string>() } },
        { "type_too_large", TypeWorld.DeliveryNote() with { Fields = [.. Enumerable.Range(0, 101).Select(i => Field($"f{i}"))] } },
        { "type_too_large",
            TypeWorld.DeliveryNote() with { Rules = [.. Enumerable.Repeat(new ValidationRule(RuleKind.Required, "number"), 201)] } },
        { "type_too_large", TypeWorld.DeliveryNote() with { Cues = [new string('a', 201)] } },
        { "field_name_invalid", TypeWorld.DeliveryNote() with { Fields = [Field("Number")] } },
        { "field_label_missing",
            TypeWorld.DeliveryNote() with { Fields = [Field("number") with { Names = new Dictionary<string, string>() }] } },
        { "field_name_taken", TypeWorld.DeliveryNote() with { Fields = [Field("number"), Field("number")] } },
        { "pattern_invalid", TypeWorld.DeliveryNote() with { Fields = [Field("number") with { Pattern = "(" }] } },
        { "pattern_invalid", TypeWorld.DeliveryNote() with { Fields = [Field("number") with { Pattern = "(?=a)a" }] } },
        { "pattern_too_long", TypeWorld.DeliveryNote() with { Fields = [Field("number") with { Pattern = new string('a', 501) }] } },
        { "rule_field_unknown", TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Required, "colour")) },
        { "rule_field_unknown", TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Sum, "weight", Others: ["colour"])) },
        { "rule_field_missing", TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Equals, null, Value: "x")) },
        { "rule_incomplete", TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Equals, "number")) },
        { "rule_incomplete", TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Range, "weight", Min: "heavy")) },
        { "rule_incomplete", TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Sum, "number", Others: ["weight"])) },
        { "rule_incomplete", TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Similar, "weight", Value: "12")) },
        { "rule_incomplete", TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.OneOf, "number")) },
        { "pattern_invalid", TypeWorld.DeliveryNote(rules: new ValidationRule(RuleKind.Pattern, "number", Value: "[")) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_definition_that_cannot_work_is_refused_with_what_to_mend(string code, DocumentType type)
    {
        var admin = await silo.NewTenant();

        var error =
            await Assert.ThrowsAsync<ProblemException>(() => silo.Type(admin, "delivery_note").SaveDraft(new SaveDocumentType(type, null)));

        Assert.Equal((ProblemKind.Invalid, code), (error.Kind, error.Code));
        Assert.Empty(await silo.Events(admin));
    }

    [Fact]
    public async Task Every_built_in_type_can_be_saved_as_a_tenants_own()
    {
        var admin = await silo.NewTenant();

        var views =
            await Task.WhenAll(BuiltInTypes.All.Select(type => silo.Type(admin, type.Key).SaveDraft(new SaveDocumentType(type, null))));

        Assert.All(views, view => Assert.Equal(1, view.DraftVersion));
    }

    private static FieldDefinition Field(string name) => new(name, TypeWorld.Names("Number"), FieldType.Text, ["No"]);

    private async Task Publish(Caller admin, DocumentType type)
    {
        var grain = silo.Type(admin, type.Key);
        var draft = await grain.SaveDraft(new SaveDocumentType(type, null));
        await grain.Publish(new PublishDocumentType(draft.DraftVersion!.Value));
    }

    private Task<IReadOnlyList<DocumentType>> Published(Caller caller) =>
        silo.Database.Query(caller.TenantId, silo.Services.GetRequiredService<TypeCatalog>().Published, Cancel);
}
