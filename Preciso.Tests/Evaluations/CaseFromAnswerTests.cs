using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tests.Questions;
using Preciso.Tests.World;

namespace Preciso.Tests.Evaluations;

/// <summary>What a person thought of an answer becomes a case of theirs by one call.</summary>
public sealed class CaseFromAnswerTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Root = "/api/v1/evaluations";
    private const string Text = "한빛정밀의 2024년 매출은 1,234억 원이다.\n\n한빛정밀의 2023년 매출은 1,100억 원이다.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_that_helped_is_what_is_right_and_the_same_call_twice_makes_one_case()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadReady(owner, "보고서.txt", Text);
        using var client = await silo.Client(owner);
        var answer = await silo.Ask(owner, "한빛정밀의 2024년 매출은 얼마인가?");
        await Rate(owner, answer, new RateAnswer(true));

        var made = await Make(client, answer);
        var again = await Make(client, answer);

        Assert.Equal(made.GetRawText(), again.GetRawText());
        Assert.Equal("ready", made.GetProperty("state").GetString());
        var found = Assert.Single(await Cases(client, made));
        Assert.Equal(answer.Text, found.GetProperty("expected").GetString());
        Assert.Equal(["1,234억 원"], found.GetProperty("values").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal(document, found.GetProperty("evidence")[0].GetProperty("document_id").GetGuid());
        Assert.Equal("passed", (await client.RunSet(Set(made))).GetProperty("run").GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_answer_that_was_wrong_makes_a_case_that_waits_for_the_right_one()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "보고서.txt", Text);
        using var client = await silo.Client(owner);
        var answer = await silo.Ask(owner, "한빛정밀의 2024년 매출은 얼마인가?");
        await Rate(owner, answer, new RateAnswer(false, RatingReason.Wrong));

        var made = await Make(client, answer);

        Assert.Equal("needs_answer", made.GetProperty("state").GetString());
        var found = Assert.Single(await Cases(client, made));
        Assert.False(found.TryGetProperty("expected", out _));
        Assert.Equal(0, found.GetProperty("values").GetArrayLength() + found.GetProperty("evidence").GetArrayLength());
    }

    [Fact]
    public async Task Of_an_answer_of_which_a_part_may_no_longer_be_read_nobody_can_say_what_is_right()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var file = await silo.UploadTwoFactories(owner, reader);
        using var client = await silo.Client(reader);
        var answer = await silo.Ask(reader, "서울 공장과 부산 공장의 2024년 매출은 얼마인가?");
        await Rate(reader, answer, new RateAnswer(true));
        await file.Unshare(new UnshareDocument(reader.UserId, null));

        var made = await Make(client, answer);

        Assert.Equal("needs_answer", made.GetProperty("state").GetString());
        Assert.False(Assert.Single(await Cases(client, made)).TryGetProperty("expected", out _));
    }

    [Fact]
    public async Task That_nothing_was_answered_may_be_what_is_right()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "보고서.txt", Text);
        using var client = await silo.Client(owner);
        var answer = await silo.Ask(owner, "프랑스의 수도는 어디인가?");
        await Rate(owner, answer, new RateAnswer(true));

        var made = await Make(client, answer);

        Assert.Equal("ready", made.GetProperty("state").GetString());
        Assert.True(Assert.Single(await Cases(client, made)).GetProperty("unanswerable").GetBoolean());
    }

    [Fact]
    public async Task A_question_that_leaned_on_another_is_kept_as_it_was_understood_and_where_it_was_put()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadReady(owner, "보고서.txt", Text);
        using var client = await silo.Client(owner);
        var first = await silo.Ask(owner, "한빛정밀의 2024년 매출은 얼마인가?", document);
        var second = await silo.Questions.Ask(
            owner, new AskQuestion("그럼 2023년은?", DocumentIds: [document], ThreadId: first.ThreadId), null, Cancel);

        var made = await Make(client, second);

        var found = Assert.Single(await Cases(client, made));
        Assert.Equal(second.Understood, found.GetProperty("question").GetString());
        Assert.Equal("보고서.txt", found.GetProperty("within")[0].GetProperty("filename").GetString());
    }

    [Fact]
    public async Task A_case_is_put_to_the_same_part_of_the_documents_as_the_question_was()
    {
        var owner = await silo.NewTenant();
        var space = Guid.CreateVersion7();
        await silo.Grains.Get<ISpaceGrain>(space, owner).Create(new CreateSpace("공장"));
        var inside = await silo.UploadReady(owner, "화성.txt", "화성 공장의 2024년 매출은 1,234억 원이다.");
        await silo.UploadReady(owner, "부산.txt", Text);
        await silo.Grains.Get<IDocumentGrain>(inside, owner).Move(new MoveDocument(space));
        using var client = await silo.Client(owner);
        var scope = new AskedScope([space]);
        var answer = await silo.Questions.Ask(
            owner, new AskQuestion("한빛정밀의 2023년 매출은 얼마인가?") { Scope = scope }, null, Cancel);
        await Rate(owner, answer, new RateAnswer(true)); // it is not known there, and that is right

        var made = await Make(client, answer);
        var report = await client.RunSet(Set(made));

        Assert.Equal(space, Assert.Single(await Cases(client, made)).GetProperty("scope").GetProperty("space_ids")[0].GetGuid());
        Assert.Equal("passed", report.GetProperty("run").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Anothers_answer_is_not_found()
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);
        await silo.UploadReady(analyst, "보고서.txt", Text);
        var answer = await silo.Ask(analyst, "한빛정밀의 2024년 매출은 얼마인가?");
        using var client = await silo.Client(admin);

        using var response = await client.PostAsync($"{Root}/answers/{answer.JobId}", null, Cancel);

        Assert.Equal("answer_not_found", (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
    }

    private Task<AnswerRating> Rate(Caller caller, Answer answer, RateAnswer rating) =>
        silo.Grains.Get<IAnswerGrain>(answer.JobId, caller).Rate(rating);

    private static Task<JsonElement> Make(HttpClient client, Answer answer) => client.Post($"{Root}/answers/{answer.JobId}", new { });

    private static async Task<List<JsonElement>> Cases(HttpClient client, JsonElement made) =>
        [.. (await client.Set(Set(made))).GetProperty("cases").EnumerateArray()];

    private static Guid Set(JsonElement made) => made.GetProperty("set_id").GetGuid();
}
