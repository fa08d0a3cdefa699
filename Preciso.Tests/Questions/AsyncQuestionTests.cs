using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>A question left to a worker, and the same call twice.</summary>
public sealed class AsyncQuestionTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Text = "2024년 매출은 1,234억 원이다.\n\n영업이익은 56억 원이다.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_to_a_question_that_was_left_is_kept_with_its_job()
    {
        var user = await silo.NewTenant();
        var document = await silo.UploadReady(user, "보고서.txt", Text);
        using var client = await silo.Client(user);

        var accepted = await client.PostAsJsonAsync("/api/v1/rag/query", new { question = "2024년 매출은 얼마인가?", mode = "async" }, Cancel);
        var job = await Completed(client, (await Body(accepted)).GetProperty("job_id").GetGuid());

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var result = job.GetProperty("result");
        Assert.True(result.GetProperty("answered").GetBoolean());
        Assert.Contains("1,234억", result.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Equal(document, result.GetProperty("evidence")[0].GetProperty("document_id").GetGuid());
        Assert.Equal(
            ["retrieve", "answer"], job.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_kept_answer_is_withheld_once_a_cited_file_is_no_longer_shared()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var document = await silo.UploadReady(owner, "보고서.txt", Text);
        var file = silo.Grains.Get<IDocumentGrain>(document, owner);
        await file.Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        var answer = await silo.Ask(reader, "2024년 매출은 얼마인가?");

        var before = (await silo.Jobs.Get(reader, answer.JobId, Cancel)).Result;
        await file.Unshare(new UnshareDocument(reader.UserId, null));
        var after = (await silo.Jobs.Get(reader, answer.JobId, Cancel)).Result;

        Assert.NotNull(before);
        Assert.Null(after);
    }

    [Fact]
    public async Task An_operator_sees_that_a_question_was_asked_but_not_its_answer()
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);
        await silo.UploadReady(analyst, "보고서.txt", Text);
        var answer = await silo.Ask(analyst, "2024년 매출은 얼마인가?");

        var seen = await silo.Jobs.Get(admin, answer.JobId, Cancel);

        Assert.True(answer.Answered);
        Assert.Equal("ask", seen.Job.Kind);
        Assert.Null(seen.Result);
    }

    [Fact]
    public async Task The_same_idempotency_key_has_the_same_answer_and_is_worked_out_once()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "보고서.txt", Text);
        using var client = await silo.Client(user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Ask(client, "2024년 매출은 얼마인가?", "key-1")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var jobs = await Task.WhenAll(answers.Select(async answer => (await Body(answer)).GetProperty("job_id").GetGuid()));
        Assert.Single(jobs.Distinct());
    }

    [Fact]
    public async Task A_key_used_for_another_question_is_a_conflict_and_another_persons_key_is_another_key()
    {
        var user = await silo.NewTenant();
        using var client = await silo.Client(user);
        using var colleague = await silo.Client(await silo.NewUser(user));
        await Ask(client, "매출은?", "shared");

        var reused = await Ask(client, "비용은?", "shared");
        var others = await Ask(colleague, "비용은?", "shared");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (reused.StatusCode, others.StatusCode));
        Assert.Equal("idempotency_key_reused", (await Body(reused)).GetProperty("code").GetString());
    }

    private static async Task<HttpResponseMessage> Ask(HttpClient client, string question, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rag/query") { Content = JsonContent.Create(new { question }) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, Cancel);
    }

    private static async Task<JsonElement> Completed(HttpClient client, Guid jobId)
    {
        JsonElement job = default;
        await Eventually.True(
            async () => (job = await client.GetFromJsonAsync<JsonElement>($"/api/v1/pipeline/jobs/{jobId}", Cancel)).GetProperty("status")
                .GetString() == "completed",
            TimeSpan.FromSeconds(10));
        return job;
    }

    private static async Task<JsonElement> Body(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
}
