using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Approvals;
using Preciso.Documents;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Approvals;

/// <summary>The queue of reviewers: finding, taking, deciding several at once, and the time that it took.</summary>
public sealed class ReviewWorkTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IReviews Reviews => silo.Services.GetRequiredService<IReviews>();

    [Fact]
    public async Task The_queue_is_found_by_each_filter_alone_and_together()
    {
        var (admin, reviewer) = await Team();
        var (first, second) = (await Waiting(admin, reviewer, "가나.txt"), await Waiting(admin, reviewer, "다라.txt"));
        await Grain(second, reviewer).AssignReview(new AssignReview(reviewer.UserId));
        await Grain(first, reviewer).RequestChanges(new RequestDocumentChanges("Mend it.", []));

        Task<IEnumerable<Guid>> Found(ReviewFilter filter) => Queue(reviewer, filter);

        Assert.Equal([second], await Found(new ReviewFilter(Mine: true)));
        Assert.Equal([first], await Found(new ReviewFilter(Unassigned: true)));
        Assert.Equal([first], await Found(new ReviewFilter(Problem: "changes_requested")));
        Assert.Equal([second, first], await Found(new ReviewFilter(OwnerId: admin.UserId)));
        Assert.Empty(await Found(new ReviewFilter(OwnerId: reviewer.UserId)));
        Assert.Equal([second], await Found(new ReviewFilter(Search: "다")));
        Assert.Empty(await Found(new ReviewFilter(WaitingDays: 1)));
        Assert.Empty(await Found(new ReviewFilter(Mine: true, Search: "가")));
    }

    [Theory]
    [InlineData(ReviewOrder.Waiting)]
    [InlineData(ReviewOrder.Newest)]
    [InlineData(ReviewOrder.Name)]
    public async Task The_queue_goes_on_by_key_and_neighbours_stand_in_its_order(ReviewOrder order)
    {
        var (admin, reviewer) = await Team();
        foreach (var name in (string[])["b.txt", "A.txt", "c.txt"])
        {
            await Waiting(admin, reviewer, name);
        }
        var whole = (await silo.Documents.ReviewQueue(reviewer, new ReviewFilter(Order: order), Cancel)).Items;

        var parts = new List<ReviewItem>();
        for (string? cursor = null; parts.Count == 0 || cursor is not null;)
        {
            var part = await silo.Documents.ReviewQueue(reviewer, new ReviewFilter(Cursor: cursor, Limit: 1, Order: order), Cancel);
            parts.AddRange(part.Items);
            cursor = part.NextCursor;
        }
        var middle = await Reviews.Around(reviewer, new ReviewFilter(Order: order), whole[1].Id, Cancel);

        string[] names = order == ReviewOrder.Name ? ["A.txt", "b.txt", "c.txt"]
            : order == ReviewOrder.Newest ? ["c.txt", "A.txt", "b.txt"] : ["b.txt", "A.txt", "c.txt"];
        Assert.Equal(names, whole.Select(item => item.Filename));
        Assert.Equal(whole.Select(item => item.Id), parts.Select(item => item.Id));
        Assert.Equal(new ReviewNeighbours(whole[0].Id, whole[2].Id, 2, 3), middle);
    }

    [Fact]
    public async Task A_cursor_that_no_list_gave_out_is_refused()
    {
        var (_, reviewer) = await Team();

        var refused = await Assert.ThrowsAsync<ProblemException>(() => Queue(reviewer, new ReviewFilter(Cursor: "no cursor")));

        Assert.Equal("cursor_invalid", refused.Code);
    }

    [Fact]
    public async Task Two_who_take_the_next_at_once_never_take_the_same()
    {
        var (admin, reviewer) = await Team();
        var other = await silo.NewUser(admin, Role.Reviewer);
        var documents = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            documents.Add(await Waiting(admin, reviewer, $"{i}.txt"));
            await Share(admin, documents[^1], other);
        }

        var taken = await Task.WhenAll(TakeAll(reviewer), TakeAll(other));

        Assert.Equal(documents.Order(), taken.SelectMany(theirs => theirs).Order());
        Assert.All(
            (await silo.Documents.ReviewQueue(reviewer, new ReviewFilter(), Cancel)).Items, item => Assert.NotNull(item.AssigneeId));
    }

    [Fact]
    public async Task Taking_the_next_twice_at_once_takes_one()
    {
        var (admin, reviewer) = await Team();
        var document = await Waiting(admin, reviewer, "a.txt");

        var taken = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Reviews.TakeNext(reviewer, new ReviewFilter(), Cancel)));

        Assert.Contains(document, taken);
        Assert.All(taken, id => Assert.True(id is null || id == document));
    }

    [Fact]
    public async Task The_next_is_never_ones_own_where_own_approval_is_forbidden_nor_what_one_may_not_read()
    {
        var (admin, reviewer) = await Team();
        await silo.Grains.Get<ITenantGrain>(admin.TenantId, admin).ChangeSettings(new TenantSettings(OwnApproval: false));
        await Upload(reviewer, "mine.txt", "16,000");
        await Upload(admin, "hidden.txt", "16,000");

        var taken = await Reviews.TakeNext(reviewer, new ReviewFilter(), Cancel);

        Assert.Null(taken);
    }

    [Fact]
    public async Task Several_are_approved_at_once_and_each_has_its_own_answer()
    {
        var (admin, reviewer) = await Team();
        var (sure, unsure, gone) = (
            await Waiting(admin, reviewer, "sure.txt"), await Waiting(admin, reviewer, "unsure.txt"), Guid.CreateVersion7());
        foreach (var field in (await silo.Documents.Fields(reviewer, sure, Cancel)).Fields)
        {
            var text = field.Name == "total" ? "16,000원" : field.Printed;
            await Grain(sure, reviewer).CorrectField(new CorrectField(field.Name, text, field.Version));
        }
        Assert.DoesNotContain((await silo.Documents.Fields(reviewer, sure, Cancel)).Checks, check => check.Outcome != CheckOutcome.Pass);
        Assert.Equal([(sure, true), (unsure, false)],
            (await silo.Documents.ReviewQueue(reviewer, new ReviewFilter(), Cancel)).Items
                .Select(item => (item.Id, item is { ChecksPassed: true, LowestConfidence: 1 })));

        var results = await Reviews.ApproveSure(reviewer, new ApproveSure([sure, unsure, gone, sure], 0.95), Cancel);

        Assert.Equal(
            [(sure, true, null), (unsure, false, "fields_unsure"), (gone, false, "document_not_found")],
            results.Select(result => (result.DocumentId, result.Approved, result.Problem?.Code)));
        Assert.Equal([unsure], await Queue(reviewer, new ReviewFilter()));
    }

    [Fact]
    public async Task What_followed_an_approval_is_known_to_be_made()
    {
        var (admin, reviewer) = await Team();
        var document = await Waiting(admin, reviewer, "a.txt");
        var before = await Reviews.Outcome(reviewer, document, Cancel);
        await Grain(document, reviewer).Approve(new ApproveDocument());

        await Eventually.True(
            async () => (await Reviews.Outcome(reviewer, document, Cancel)).State == OutcomeState.Ready, TimeSpan.FromSeconds(30));

        Assert.Equal((ApprovalState.None, OutcomeState.None), (before.Approval, before.State));
        Assert.Equal(ApprovalState.Approved, (await Reviews.Outcome(reviewer, document, Cancel)).Approval);
        var stranger = await silo.NewUser(admin, Role.Reviewer);
        await Assert.ThrowsAsync<ProblemException>(() => Reviews.Outcome(stranger, document, Cancel));
    }

    [Fact]
    public async Task The_time_of_a_review_is_the_sum_of_its_sittings_and_only_for_administrators()
    {
        var (admin, reviewer) = await Team();
        var (first, second) = (await Waiting(admin, reviewer, "1.txt"), await Waiting(admin, reviewer, "2.txt"));
        var sitting = Guid.CreateVersion7();
        await Grain(first, reviewer).RecordReviewTime(new RecordReviewTime(sitting, 20));
        await Grain(first, reviewer).RecordReviewTime(new RecordReviewTime(sitting, 40));
        await Grain(first, reviewer).RecordReviewTime(new RecordReviewTime(sitting, 30)); // late
        await Grain(first, reviewer).RecordReviewTime(new RecordReviewTime(Guid.CreateVersion7(), 5));
        await Grain(second, reviewer).RecordReviewTime(new RecordReviewTime(Guid.CreateVersion7(), 15));
        await Grain(first, reviewer).Approve(new ApproveDocument());
        await Grain(second, reviewer).Reject(new RejectDocument("No."));
        await Grain(await Waiting(admin, reviewer, "3.txt"), reviewer).Approve(new ApproveDocument()); // not measured

        var time = Assert.Single(await Reviews.Times(admin, 30, Cancel));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => Reviews.Times(reviewer, 30, Cancel));

        Assert.Equal((reviewer.UserId, 2, 30d), (time.UserId, time.Reviews, time.MedianSeconds));
        Assert.Equal("role_required", refused.Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(86_401)]
    public async Task A_sitting_that_cannot_be_is_refused(int seconds)
    {
        var (admin, reviewer) = await Team();
        var document = await Waiting(admin, reviewer, "a.txt");

        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => Grain(document, reviewer).RecordReviewTime(new RecordReviewTime(Guid.CreateVersion7(), seconds)));

        Assert.Equal("review_time_invalid", refused.Code);
    }

    [Fact]
    public async Task The_work_is_done_over_rest_too()
    {
        var (admin, reviewer) = await Team();
        var document = await Waiting(admin, reviewer, "a.txt");
        using var client = await silo.Client(reviewer);

        var queue = await client.GetFromJsonAsync<JsonElement>("/api/v1/reviews?unassigned=true&order=newest", Cancel);
        var taken = await (await client.PostAsync("/api/v1/reviews/next", null, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var none = await (await client.PostAsync("/api/v1/reviews/next", null, Cancel)).Content.ReadFromJsonAsync<JsonElement>(Cancel);
        var answered = await client.PostAsJsonAsync(
            "/api/v1/reviews/approve", new { document_ids = new[] { document }, at_least = 0.9 }, Cancel);
        var approved = await answered.Content.ReadAsStringAsync(Cancel);
        var wrong = await client.GetAsync("/api/v1/reviews?order=upwards", Cancel);

        Assert.Equal(1, queue.GetProperty("items").GetArrayLength());
        Assert.Equal(document, taken.GetProperty("document_id").GetGuid());
        Assert.False(none.TryGetProperty("document_id", out _));
        Assert.Contains("fields_unsure", approved, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    private async Task<(Caller Admin, Caller Reviewer)> Team()
    {
        var admin = await silo.NewTenant();
        return (admin, await silo.NewUser(admin, Role.Reviewer));
    }

    /// <summary>A receipt that waits because its total is not the expected one, which the reviewer may read.</summary>
    private async Task<Guid> Waiting(Caller owner, Caller reviewer, string filename)
    {
        var document = await Upload(owner, filename, "16,000");
        await Share(owner, document, reviewer);
        return document;
    }

    private async Task<Guid> Upload(Caller owner, string filename, string total)
    {
        var unlike = new string(Random.Shared.GetItems<char>("가나다라마바사아자차카타파하 ", 600)); // no duplicate of the others
        var text = $"영수증\n상호: 한빛문구\n거래일자: 2025-03-05\n\n볼펜  3,000\n합계  15,000원\n{unlike}";
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var fields = new UploadFields(ExpectedFields: new Dictionary<string, string> { ["total"] = total });
        var uploaded = await silo.Documents.Upload(owner, new UploadFile(filename, content, _ => Task.FromResult(fields)), Cancel);
        Assert.Equal(DocumentState.NeedsReview, (await silo.Settled(owner, uploaded.DocumentId)).Status);
        return uploaded.DocumentId;
    }

    private async Task<IReadOnlyList<Guid>> TakeAll(Caller reviewer)
    {
        var taken = new List<Guid>();
        while (await Reviews.TakeNext(reviewer, new ReviewFilter(), Cancel) is { } next)
        {
            taken.Add(next);
        }
        return taken;
    }

    private Task Share(Caller owner, Guid document, Caller with) =>
        Grain(document, owner).Share(new ShareDocument(with.UserId, null, SharePermission.Read));

    private async Task<IEnumerable<Guid>> Queue(Caller caller, ReviewFilter filter) =>
        (await silo.Documents.ReviewQueue(caller, filter, Cancel)).Items.Select(item => item.Id);

    private IDocumentGrain Grain(Guid document, Caller caller) => silo.Grains.Get<IDocumentGrain>(document, caller);
}
