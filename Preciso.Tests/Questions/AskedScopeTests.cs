using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>Questions that are put to a part of the documents: spaces, types, times.</summary>
public sealed class AskedScopeTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Question = "2024년 매출은 얼마인가?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_lies_in_the_space_answers()
    {
        var user = await silo.NewTenant();
        var (seoul, busan) = await TwoReports(user);
        var space = await Space(user);
        await silo.Grains.Get<IDocumentGrain>(busan, user).Move(new MoveDocument(space));

        var everywhere = await Ask(user, null);
        var within = await Ask(user, new AskedScope([space]));

        Assert.Equal([seoul, busan], Documents(everywhere).Order());
        Assert.Equal([busan], Documents(within));
        Assert.Contains("777", within.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_of_the_type_and_was_added_in_time_answers()
    {
        var user = await silo.NewTenant();
        var (seoul, busan) = await TwoReports(user);
        await silo.Sql("UPDATE documents SET type = 'receipt' WHERE document_id = @seoul", new { seoul });
        await silo.Sql("UPDATE documents SET created_at = '2020-05-05T00:00:00Z' WHERE document_id = @busan", new { busan });
        var (may, june) = (Day("2020-05-05"), Day("2020-06-01"));

        var receipts = await Ask(user, new AskedScope(Types: ["receipt"]));
        var inMay = await Ask(user, new AskedScope(From: may, Until: june));
        var since = await Ask(user, new AskedScope(From: june));
        var none = await Ask(user, new AskedScope(Types: ["receipt"], Until: june));

        Assert.Equal([seoul], Documents(receipts));
        Assert.Equal([busan], Documents(inMay));
        Assert.Equal([seoul], Documents(since));
        Assert.Equal((UnansweredReason.NothingToSearch, new SearchedDocuments(0, 0, 0, true)), (none.Reason, none.Searched));
    }

    [Fact]
    public async Task What_is_not_there_for_the_asker_or_makes_no_sense_is_refused()
    {
        var admin = await silo.NewTenant();
        var foreign = await Space(await silo.NewUser(admin));
        using var client = await silo.Client(admin);

        var codes = new List<string?>();
        foreach (var scope in (object[])
            [
                new { space_ids = new[] { foreign } }, new { space_ids = new[] { Guid.CreateVersion7() } },
                new { types = new[] { "no such" } }, new { from = Day("2024-02-01"), until = Day("2024-01-01") },
            ])
        {
            using var refused = await client.PostAsJsonAsync("/api/v1/rag/query", new { question = Question, scope }, Cancel);
            codes.Add($"{(int)refused.StatusCode} {(await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code")}");
        }

        Assert.Equal(
            ["404 space_not_found", "404 space_not_found", "404 document_type_not_found", "400 scope_dates_invalid"], codes);
    }

    [Fact]
    public async Task A_question_tells_what_it_was_put_to_and_a_space_only_to_who_may_see_it()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var space = await Space(owner, "인수 검토");
        var answer = await Ask(owner, new AskedScope([space], From: Day("2024-01-01")));
        await silo.Grains.Get<IThreadGrain>(answer.ThreadId!.Value, owner).Share(new ShareThread(reader.UserId, null));

        var mine = (await silo.Threads.Questions(owner, answer.ThreadId.Value, null, 1, Cancel)).Items[0].Scope!;
        var theirs = (await silo.Threads.Questions(reader, answer.ThreadId.Value, null, 1, Cancel)).Items[0].Scope!;

        Assert.Equal([new AskedSpace(space, "인수 검토")], mine.Spaces);
        Assert.Empty(theirs.Spaces!);
        Assert.Equal((Day("2024-01-01"), null), (theirs.From, theirs.Types));
    }

    [Fact]
    public async Task A_key_with_another_scope_is_another_question()
    {
        var user = await silo.NewTenant();
        var scope = new AskedScope(Until: Day("2024-01-01"));

        await silo.Questions.Ask(user, new AskQuestion(Question) { Scope = scope }, "key", Cancel);
        await silo.Questions.Ask(user, new AskQuestion(Question) { Scope = scope }, "key", Cancel);
        var other = silo.Questions.Ask(user, new AskQuestion(Question), "key", Cancel);

        Assert.Equal("idempotency_key_reused", (await Assert.ThrowsAsync<ProblemException>(() => other)).Code);
    }

    private async Task<(Guid Seoul, Guid Busan)> TwoReports(Caller user) => (
        await silo.UploadReady(user, "서울.txt", "서울 공장의 2024년 매출은 1,234억 원이다."),
        await silo.UploadReady(user, "부산.txt", "부산 공장의 2024년 매출은 777억 원이다."));

    private async Task<Guid> Space(Caller owner, string name = "실적")
    {
        var id = Guid.CreateVersion7();
        await silo.Grains.Get<ISpaceGrain>(id, owner).Create(new CreateSpace(name));
        return id;
    }

    private Task<Answer> Ask(Caller user, AskedScope? scope) =>
        silo.Questions.Ask(user, new AskQuestion(Question) { Scope = scope }, null, Cancel);

    private static IEnumerable<Guid> Documents(Answer answer) => answer.Evidence.Select(evidence => evidence.DocumentId).Distinct();

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse($"{day}T00:00:00Z", CultureInfo.InvariantCulture);
}
