using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary><c>/rag/query</c> as other services call it.</summary>
public sealed class QueryEndpointTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Report =
        """
        # 한빛정밀 2025년 실적

        한빛정밀의 2025년 매출은 4,713억 원으로 전년보다 12.4% 늘었다.

        The board approved a dividend of 1,250 won per share on 14 March 2026.
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_carries_every_part_of_the_contract()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadReady(owner, "실적.md", Report);
        using var client = await silo.Client(owner);

        var body = await Query(client, new { question = "2025년 매출은 얼마인가?", top_k = 3 });

        var evidence = body.GetProperty("evidence")[0];
        Assert.True(body.GetProperty("answered").GetBoolean());
        Assert.Contains("4,713억 원", body.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Equal(document, evidence.GetProperty("document_id").GetGuid());
        Assert.Equal("실적.md", evidence.GetProperty("filename").GetString());
        Assert.Equal(1, evidence.GetProperty("page").GetInt32());
        Assert.Contains("4,713억 원", evidence.GetProperty("snippet").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, evidence.GetProperty("boxes")[0].GetArrayLength());
        Assert.Equal("plain_text", evidence.GetProperty("method").GetString());
        Assert.InRange(evidence.GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.True(evidence.GetProperty("score").GetDouble() > 0);
        var snippet = evidence.GetProperty("snippet").GetString()!;
        Assert.Equal(["2025", "매출"], evidence.GetProperty("matches").EnumerateArray().Select(match =>
            snippet.Substring(match.GetProperty("start").GetInt32(), match.GetProperty("length").GetInt32())));
        Assert.True(body.GetProperty("timings").GetProperty("total").GetDouble() > 0);
    }

    [Fact]
    public async Task A_question_is_on_record_as_a_job_with_its_steps()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "실적.md", Report);
        using var client = await silo.Client(owner);
        var asked = (await Query(client, new { question = "배당은 얼마인가? dividend per share" })).GetProperty("job_id").GetGuid();

        var job = await client.GetFromJsonAsync<JsonElement>($"/api/v1/pipeline/jobs/{asked}", Cancel);

        Assert.Equal(("ask", "interactive", "completed"), (Text(job, "kind"), Text(job, "lane"), Text(job, "status")));
        Assert.Equal(["retrieve", "answer"], job.GetProperty("steps").EnumerateArray().Select(step => Text(step, "name")));
    }

    [Fact]
    public async Task What_the_documents_do_not_say_is_not_answered()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "실적.md", Report);
        using var client = await silo.Client(owner);

        var body = await Query(client, new { question = "프랑스의 수도는 어디인가?" });

        Assert.False(body.GetProperty("answered").GetBoolean());
        Assert.Equal("모름/근거 없음", body.GetProperty("answer").GetString());
        Assert.Equal(0, body.GetProperty("evidence").GetArrayLength());
    }

    [Fact]
    public async Task Someone_without_documents_gets_no_answer_and_no_error()
    {
        using var client = await silo.Client(await silo.NewTenant());

        var body = await Query(client, new { question = "매출은?" });

        Assert.False(body.GetProperty("answered").GetBoolean());
    }

    [Fact]
    public async Task Only_the_named_documents_are_asked()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "a.md", Report);
        var other = await silo.UploadReady(owner, "b.md", "한빛정밀의 2024년 매출은 4,193억 원이다.");
        using var client = await silo.Client(owner);

        var body = await Query(client, new { question = "한빛정밀의 매출은 얼마인가?", document_ids = new[] { other } });

        Assert.Equal([other], body.GetProperty("evidence").EnumerateArray().Select(e => e.GetProperty("document_id").GetGuid()).Distinct());
    }

    [Theory]
    [InlineData("""{"question": ""}""", "question_empty")]
    [InlineData("""{"question": "매출?", "top_k": 0}""", "top_k_out_of_range")]
    [InlineData("""{"question": "매출?", "mode": "later"}""", "mode_unsupported")]
    [InlineData("""{"question": 7}""", "request_invalid")]
    [InlineData("{", "request_invalid")]
    public async Task A_wrong_request_is_told_what_is_wrong(string json, string code)
    {
        using var client = await silo.Client(await silo.NewTenant());
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        using var response = await client.PostAsync("/api/v1/rag/query", content, Cancel);

        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, Text(body, "code")));
    }

    [Fact]
    public async Task An_unknown_document_and_a_foreign_one_are_not_found_alike()
    {
        var owner = await silo.NewTenant();
        var foreign = await silo.UploadReady(await silo.NewUser(owner), "a.md", Report);
        using var client = await silo.Client(owner);

        var answers = new List<string>();
        foreach (var id in new[] { foreign, Guid.CreateVersion7() })
        {
            using var response = await client.PostAsJsonAsync(
                "/api/v1/rag/query", new { question = "매출은?", document_ids = new[] { id } }, Cancel);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            answers.Add($"{response.StatusCode} {Text(body, "code")} {Text(body, "detail")}");
        }

        Assert.StartsWith("NotFound document_not_found", answers[0], StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task One_document_answers_as_a_stream_of_events()
    {
        var owner = await silo.NewTenant();
        var document = await silo.UploadReady(owner, "실적.md", Report);
        using var client = await silo.Client(owner);

        using var response = await client.PostAsJsonAsync(
            $"/api/v1/documents/{document}/query/stream", new { question = "2025년 매출은 얼마인가?" }, Cancel);

        var lines = (await response.Content.ReadAsStringAsync(Cancel)).Split('\n');
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("event: evidence", lines[0]);
        Assert.Contains("event: answer", lines);
        Assert.Contains(
            lines, line => line.StartsWith("data: ", StringComparison.Ordinal) && line.Contains("4,713억 원", StringComparison.Ordinal));
        Assert.Equal("event: done", lines.Last(line => line.StartsWith("event", StringComparison.Ordinal)));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static async Task<JsonElement> Query(HttpClient client, object request)
    {
        using var response = await client.PostAsJsonAsync("/api/v1/rag/query", request, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
