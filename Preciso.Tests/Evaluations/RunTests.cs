using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Evaluations;
using Preciso.Questions;
using Preciso.Tests.World;

namespace Preciso.Tests.Evaluations;

/// <summary>Cases are asked as their owner asks, judged, and compared with the run that was approved.</summary>
public sealed class RunTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Root = "/api/v1/evaluations";
    private const string Text = "한빛정밀의 2024년 매출은 1,234억 원이다.\n\n한빛정밀의 2024년 영업이익은 56억 원이다.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_asks_each_case_whose_right_answer_is_known_and_fails_where_a_required_one_is_not_right()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadReady(owner, "보고서.txt", Text);
        using var client = await silo.Client(owner);
        var set = await client.NewSet();
        await client.AddCase(set, new CaseDraft(
            "한빛정밀의 2024년 매출은 얼마인가?", Values: ["1,234억 원"], Evidence: [new CasePages(document, [1])], Required: true));
        await client.AddCase(set, new CaseDraft("한빛정밀의 2024년 영업이익은 얼마인가?", Values: ["99억 원"], Required: true));
        await client.AddCase(set, new CaseDraft("프랑스의 수도는 어디인가?", Unanswerable: true));
        await client.AddCase(set, new CaseDraft("한빛정밀의 2024년 배당은 얼마인가?")); // nobody has said yet what is right

        var detail = await client.RunSet(set);

        var (run, results) = (detail.GetProperty("run"), detail.GetProperty("results").EnumerateArray().ToList());
        var metrics = run.GetProperty("metrics");
        Assert.Equal(("failed", 5, 3), (Word(run, "state"), run.GetProperty("version").GetInt32(), results.Count));
        Assert.Equal([true, false, true], Rights(detail));
        Assert.Equal(1, results[0].GetProperty("rank").GetInt32());
        Assert.Equal(
            [2, 1, 1, 0.5, 1, 1],
            ((string[])["right", "recall", "reciprocal_rank", "numeric", "abstained", "faithful"])
                .Select(name => metrics.GetProperty(name).GetDouble()));
        Assert.Empty((await silo.Threads.List(owner, new ThreadFilter(), Cancel)).Items); // nobody asked these
        var answer = (await silo.Jobs.Get(owner, results[0].GetProperty("answer_id").GetGuid(), Cancel)).Result!.Value;
        Assert.Contains("1,234억", Word(answer, "answer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_compared_case_by_case_with_the_one_that_was_approved()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadReady(owner, "보고서.txt", Text);
        using var client = await silo.Client(owner);
        var set = await client.NewSet();
        await client.AddCase(set, new CaseDraft("한빛정밀의 2024년 매출은 얼마인가?", Values: ["1,234억 원"]));
        await client.AddCase(set, new CaseDraft("한빛정밀의 2024년 배당금은 얼마인가?", Values: ["7억 원"]));
        await client.AddCase(set, new CaseDraft("프랑스의 수도는 어디인가?", Unanswerable: true));
        var first = await client.RunSet(set);
        using var approved = await client.PutAsJsonAsync(
            $"{Root}/{set}/baseline", new { run_id = first.GetProperty("run").GetProperty("id").GetGuid() }, Cancel);
        await silo.UploadReady(owner, "배당.txt", "한빛정밀의 2024년 배당금은 7억 원이다.");
        await silo.Grains.Get<IDocumentGrain>(document, owner).Delete(new DeleteDocument());

        var second = await client.RunSet(set);

        var compared = second.GetProperty("run").GetProperty("compared");
        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        Assert.Equal((1, 1, 1),
            (compared.GetProperty("won").GetInt32(), compared.GetProperty("lost").GetInt32(), compared.GetProperty("same").GetInt32()));
        Assert.Equal(["lost", "won", "same"], second.GetProperty("results").EnumerateArray().Select(result => Word(result, "compared")));
        Assert.Equal(2, second.GetProperty("baseline").GetProperty("right").GetInt32());
        var runs = (await client.GetFromJsonAsync<JsonElement>($"{Root}/{set}/runs", Cancel)).GetProperty("items");
        Assert.Equal([false, true], runs.EnumerateArray().Select(run => run.GetProperty("is_baseline").GetBoolean()));
    }

    [Fact]
    public async Task A_question_put_to_a_document_that_is_gone_is_not_answered_and_the_run_goes_on()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadReady(owner, "보고서.txt", Text);
        using var client = await silo.Client(owner);
        var set = await client.NewSet();
        await client.AddCase(set, new CaseDraft("2024년 매출은 얼마인가?", Values: ["1,234억 원"], Within: [document]));
        await client.AddCase(set, new CaseDraft("프랑스의 수도는 어디인가?", Unanswerable: true));
        await silo.Grains.Get<IDocumentGrain>(document, owner).Delete(new DeleteDocument());

        var detail = await client.RunSet(set);

        Assert.Equal("passed", Word(detail.GetProperty("run"), "state")); // neither is required
        Assert.Equal([false, true], Rights(detail));
    }

    [Fact]
    public async Task A_set_of_which_nothing_can_be_asked_is_not_run_and_the_same_call_twice_is_one_run()
    {
        var owner = await silo.NewTenant();
        using var client = await silo.Client(owner);
        var set = await client.NewSet();
        await client.AddCase(set, new CaseDraft("매출은?"));
        using var refused = await client.PostAsJsonAsync($"{Root}/{set}/runs", new { }, Cancel);
        await client.AddCase(set, new CaseDraft("프랑스의 수도는 어디인가?", Unanswerable: true));
        var (grain, start) = (silo.Grains.Get<ICaseSetGrain>(set, owner), new StartRun(Guid.CreateVersion7()));

        var once = await grain.StartRun(start);
        var again = await grain.StartRun(start);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(once, again);
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>($"{Root}/{set}/runs", Cancel)).GetProperty("items").GetArrayLength());
        await client.Ended(start.RunId);
    }

    private static IEnumerable<bool> Rights(JsonElement detail) =>
        detail.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("right").GetBoolean());

    private static string? Word(JsonElement element, string name) => element.GetProperty(name).GetString();
}
