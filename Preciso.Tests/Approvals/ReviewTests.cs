using System.Text;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Preciso.Datasets;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Approvals;

/// <summary>A person where the machine is unsure: what they may do, what follows from it, and what two of them at once are told.</summary>
public sealed class ReviewTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Receipt =
        """
        영수증
        상호: 한빛문구
        사업자등록번호: 123-45-67891
        거래일자: 2025-03-05
        연락처: 010-1234-5678

        A4 용지          12,000
        볼펜              3,000
        합계            15,000원
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_whose_total_is_not_the_expected_one_waits_for_a_person_who_corrects_and_approves_it()
    {
        var owner = await silo.NewTenant();
        await silo.Grains.Get<ITenantGrain>(owner.TenantId, owner).ChangeSettings(new TenantSettings(TrainingAllowed: true));
        var document = await Upload(owner, ("total", "16,000"));
        Assert.Equal((DocumentState.NeedsReview, "checks_failed"), (document.Status, document.Error!.Code));
        Assert.Empty((await silo.Ask(owner, "한빛문구 합계는 얼마인가?", document.Id)).Evidence);
        var grain = silo.Grains.Get<IDocumentGrain>(document.Id, owner);
        var total = await Field(owner, document.Id, "total");

        var corrected = await grain.CorrectField(new CorrectField("total", "16,000원", total.Version));
        var approved = await grain.Approve(new ApproveDocument("Checked against the paper."));

        Assert.Equal(("16,000원", "16000", FieldOrigin.Corrected, total.Version + 1),
            (corrected.Field.Printed, corrected.Field.Value, corrected.Field.Origin, corrected.Field.Version));
        Assert.Contains(corrected.Checks, check => check.Field == "total");
        Assert.DoesNotContain(corrected.Checks, check => check.Outcome == CheckOutcome.Fail);
        Assert.Equal((DocumentState.Ready, ApprovalState.Approved, null), (approved.Status, approved.Approval, approved.Error));
        var sample = await SampleOf(owner, document.Id, "total");
        Assert.Equal(("16,000원", true, total.Printed), (sample.Label, sample.Corrected, sample.Predicted));
        Assert.DoesNotContain("010-1234-5678", sample.Input);
        Assert.NotEmpty((await silo.Ask(owner, "한빛문구 합계는 얼마인가?", document.Id)).Evidence);
    }

    [Fact]
    public async Task Without_consent_an_approval_makes_no_samples_but_facts_passages_and_graph()
    {
        var owner = await silo.NewTenant();
        var document = await Upload(owner);

        await silo.Grains.Get<IDocumentGrain>(document.Id, owner).Approve(new ApproveDocument());
        await Eventually.True(async () => (await Counts(owner)).Triples > 0, Soon);

        var counts = await Counts(owner);
        Assert.Equal((1, 0), (counts.Documents, counts.Samples));
        Assert.True(counts is { Facts: > 0, Passages: > 0 });
    }

    [Fact]
    public async Task What_an_approval_yielded_goes_when_it_is_rejected_corrected_or_deleted()
    {
        foreach (var undo in (Func<IDocumentGrain, DocumentField, Task>[])
        [
            (grain, _) => grain.Reject(new RejectDocument("Not ours.")),
            (grain, total) => grain.CorrectField(new CorrectField("total", "1원", total.Version)),
            (grain, _) => grain.Delete(new DeleteDocument()),
            (grain, _) => grain.Retry(new RetryDocument()),
        ])
        {
            var owner = await silo.NewTenant();
            var document = await Upload(owner);
            var grain = silo.Grains.Get<IDocumentGrain>(document.Id, owner);
            await grain.Approve(new ApproveDocument());
            await Eventually.True(async () => (await Counts(owner)).Triples > 0, Soon);

            await undo(grain, await Field(owner, document.Id, "total"));

            Assert.Equal(new DatasetCounts(0, 0, 0, 0, 0, TrainingAllowed: false), await Counts(owner));
            await using var database = new NpgsqlConnection(silo.ConnectionString);
            Assert.Equal(0,
                await database.ExecuteScalarAsync<int>("SELECT count(*)::int FROM triples WHERE document_id = @Id", new { document.Id }));
        }
    }

    [Fact]
    public async Task Of_two_reviewers_of_one_field_the_second_is_told_who_changed_it_to_what()
    {
        var owner = await silo.NewTenant();
        var (first, second) = (await Reviewer(owner, out var firstName), await silo.NewUser(owner, Role.Reviewer));
        var document = await Upload(owner);
        foreach (var reviewer in (Caller[])[first, second])
        {
            await silo.Grains.Get<IDocumentGrain>(document.Id, owner).Share(new ShareDocument(reviewer.UserId, null, SharePermission.Read));
        }
        var seen = await Field(owner, document.Id, "total");

        await silo.Grains.Get<IDocumentGrain>(document.Id, first).CorrectField(new CorrectField("total", "15,500원", seen.Version));
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Grains.Get<IDocumentGrain>(document.Id, second).CorrectField(new CorrectField("total", "15,600원", seen.Version)));

        Assert.Equal((ProblemKind.Conflict, "field_changed_meanwhile"), (refused.Kind, refused.Code));
        Assert.Contains(firstName, refused.Message);
        Assert.Contains("15,500원", refused.Message);
        Assert.Equal("15,500원", (await Field(owner, document.Id, "total")).Printed);
    }

    [Fact]
    public async Task Corrections_outlive_another_reading_and_are_in_the_history()
    {
        var owner = await silo.NewTenant();
        var document = await Upload(owner);
        var grain = silo.Grains.Get<IDocumentGrain>(document.Id, owner);
        var total = await Field(owner, document.Id, "total");
        await grain.CorrectField(new CorrectField("total", "15,001원", total.Version));

        await grain.Retry(new RetryDocument());
        await Eventually.True(
            async () => (await silo.Documents.Get(owner, document.Id, Cancel)).Document.Status
                is DocumentState.Ready or DocumentState.NeedsReview,
            Soon);

        Assert.Equal(("15,001원", total.Version + 1),
            ((await Field(owner, document.Id, "total")).Printed, (await Field(owner, document.Id, "total")).Version));
        var change = Assert.Single(await silo.Documents.History(owner, document.Id, Cancel));
        Assert.Equal(("corrected", "total", total.Printed, "15,001원"), (change.Kind, change.Field, change.Before, change.After));
    }

    [Fact]
    public async Task Only_reviewers_who_may_read_the_file_decide_and_not_about_their_own_where_that_is_forbidden()
    {
        var admin = await silo.NewTenant();
        var (analyst, reviewer) = (await silo.NewUser(admin), await silo.NewUser(admin, Role.Reviewer));
        var document = await Upload(analyst);
        IDocumentGrain As(Caller caller) => silo.Grains.Get<IDocumentGrain>(document.Id, caller);

        var byAnalyst = await Assert.ThrowsAsync<ProblemException>(() => As(analyst).Approve(new ApproveDocument()));
        var byStranger = await Assert.ThrowsAsync<ProblemException>(() => As(reviewer).Approve(new ApproveDocument()));
        await As(analyst).AssignReview(new AssignReview(reviewer.UserId));
        var approved = await As(reviewer).Approve(new ApproveDocument());

        Assert.Equal(("role_required", "document_not_found"), (byAnalyst.Code, byStranger.Code));
        Assert.Equal((ApprovalState.Approved, reviewer.UserId), (approved.Approval, approved.AssigneeId));

        await silo.Grains.Get<ITenantGrain>(admin.TenantId, admin).ChangeSettings(new TenantSettings(OwnApproval: false));
        var own = await Upload(reviewer);
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Grains.Get<IDocumentGrain>(own.Id, reviewer).Approve(new ApproveDocument()));
        Assert.Equal("own_approval_forbidden", refused.Code);
    }

    [Fact]
    public async Task The_queue_shows_what_one_may_read_and_ones_own_reviews_first()
    {
        var admin = await silo.NewTenant();
        var (owner, reviewer) = (await silo.NewUser(admin), await silo.NewUser(admin, Role.Reviewer));
        var (first, second) = (await Upload(owner, ("total", "1")), await Upload(owner, ("total", "2")));
        await Upload(admin, ("total", "3"));
        foreach (var shared in (Guid[])[first.Id, second.Id])
        {
            await silo.Grains.Get<IDocumentGrain>(shared, owner).Share(new ShareDocument(reviewer.UserId, null, SharePermission.Read));
        }

        await silo.Grains.Get<IDocumentGrain>(second.Id, reviewer).AssignReview(new AssignReview(reviewer.UserId));

        var queue = (await silo.Documents.ReviewQueue(reviewer, new ReviewFilter(), Cancel)).Items;
        Assert.Equal([second.Id, first.Id], queue.Select(item => item.Id));
        Assert.Equal(("User", "User"), (queue[0].OwnerName[..4], queue[0].AssigneeName![..4]));
        Assert.Equal((null, reviewer.UserId), (queue[1].AssigneeName, queue[0].AssigneeId!.Value));
        Assert.All(queue, item => Assert.Equal(("checks_failed", true), (item.Error.Code, item.FailedChecks > 0)));
        Assert.True(queue[1].Since < queue[0].Since);
        Assert.Equal(second.Id, Assert.Single((await silo.Documents.ReviewQueue(reviewer, new ReviewFilter(Mine: true), Cancel)).Items).Id);
    }

    [Fact]
    public async Task A_decision_that_is_repeated_changes_nothing_and_a_reason_is_needed_to_refuse()
    {
        var owner = await silo.NewTenant();
        var document = await Upload(owner);
        var grain = silo.Grains.Get<IDocumentGrain>(document.Id, owner);
        var first = await grain.RequestChanges(new RequestDocumentChanges("The date is missing.", ["date"]));

        var again = await grain.RequestChanges(new RequestDocumentChanges(" The date is missing. ", ["date"]));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => grain.Reject(new RejectDocument("  ")));

        Assert.Equal(first.UpdatedAt, again.UpdatedAt);
        Assert.Equal((DocumentState.NeedsReview, "changes_requested", "The date is missing."),
            (again.Status, again.Error!.Code, again.Error.Detail));
        Assert.Equal("reason_missing", refused.Code);
        Assert.Single(await silo.Documents.History(owner, document.Id, Cancel));
    }

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private async Task<Caller> Named(Caller admin, string name)
    {
        var id = Guid.CreateVersion7();
        await silo.Grains.Get<IUserGrain>(id, admin).Register(new RegisterUser($"{id:N}@example.com", name, Role.Reviewer, "no password"));
        return new Caller(admin.TenantId, id, Role.Reviewer);
    }

    private Task<Caller> Reviewer(Caller admin, out string name) => Named(admin, name = "Reviewer Park");

    /// <summary>The receipt, a little different each time, so that it is no duplicate.</summary>
    private async Task<DocumentView> Upload(Caller caller, params (string Field, string Value)[] expected)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes($"{Receipt}\n{Guid.CreateVersion7():N}"));
        var fields = new UploadFields(ExpectedFields: expected.ToDictionary(field => field.Field, field => field.Value));
        var uploaded = await silo.Documents.Upload(caller, new UploadFile("영수증.txt", content, _ => Task.FromResult(fields)), Cancel);
        return await silo.Settled(caller, uploaded.DocumentId);
    }

    private async Task<DocumentField> Field(Caller caller, Guid documentId, string name) =>
        (await silo.Documents.Fields(caller, documentId, Cancel)).Fields.Single(field => field.Name == name);

    private Task<DatasetCounts> Counts(Caller caller) => silo.Services.GetRequiredService<IDatasets>().Count(caller, null, Cancel);

    private async Task<Sample> SampleOf(Caller caller, Guid documentId, string field)
    {
        var datasets = silo.Services.GetRequiredService<IDatasets>();
        await Eventually.True(async () => (await Counts(caller)).Samples > 0, Soon);
        return await datasets.Samples(caller, new DatasetFilter(documentId), Cancel).SingleAsync(sample => sample.Field == field, Cancel);
    }
}
