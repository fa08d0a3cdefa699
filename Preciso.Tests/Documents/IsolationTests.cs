using System.Net;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>Two people of one tenant, and two tenants, over REST: no list, answer, id or count tells of the other's files.</summary>
public sealed class IsolationTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Text = "한빛정밀의 2025년 매출은 4,713억 원이고 영업이익은 512억 원이다.";
    private const string Question = "한빛정밀의 2025년 매출은 얼마인가?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stranger_and_a_colleague_see_nothing(bool sameTenant)
    {
        var owner = await silo.NewTenant();
        var other = sameTenant ? await silo.NewUser(owner) : await silo.NewTenant();
        var document = await silo.UploadReady(owner, "secret.txt", Text);
        using var client = await silo.Client(other);

        var list = await Json(client, "/api/v1/documents");
        var jobs = await Json(client, "/api/v1/pipeline/jobs");
        var answer = await silo.Ask(other, Question);
        var counts = await silo.Documents.Count(other, Cancel);

        Assert.Equal(0, list.GetProperty("items").GetArrayLength());
        Assert.Equal(0, jobs.GetProperty("items").GetArrayLength());
        Assert.False(answer.Answered);
        Assert.Empty(answer.Evidence);
        Assert.Empty(counts);
        Assert.True((await silo.Ask(owner, Question)).Answered);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/content")]
    [InlineData("GET", "/chunks")]
    [InlineData("GET", "/pages/1/image")]
    [InlineData("GET", "/pages/1/image?width=160")]
    [InlineData("GET", "/pages/1/content")]
    [InlineData("GET", "/search?q=%EB%A7%A4%EC%B6%9C")]
    [InlineData("GET", "/readers")]
    [InlineData("GET", "/file")]
    [InlineData("GET", "/share")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/retry")]
    public async Task A_foreign_document_answers_exactly_like_an_unknown_one(string method, string path)
    {
        var owner = await silo.NewTenant();
        var colleague = await silo.NewUser(owner);
        var document = await silo.UploadReady(owner, "secret.txt", Text);
        using var client = await silo.Client(colleague);

        var foreign = await Send(client, method, $"/api/v1/documents/{document}{path}");
        var unknown = await Send(client, method, $"/api/v1/documents/{Guid.CreateVersion7()}{path}");

        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal(unknown, foreign);
    }

    [Fact]
    public async Task What_others_have_changes_no_score()
    {
        var owner = await silo.NewTenant();
        var colleague = await silo.NewUser(owner);
        await silo.UploadReady(owner, "mine.txt", Text);
        var before = await silo.Ask(owner, Question);

        for (var i = 0; i < 5; i++)
        {
            await silo.UploadReady(colleague, $"theirs-{i}.txt", $"한빛정밀 매출 보고 {i}: 매출 매출 매출 2025년 한빛정밀.");
        }
        var after = await silo.Ask(owner, Question);

        Assert.Equal(before.Evidence.Select(e => (e.Snippet, e.Score)), after.Evidence.Select(e => (e.Snippet, e.Score)));
    }

    private static async Task<JsonElement> Json(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetStringAsync(path, Cancel)).RootElement;

    private static async Task<(HttpStatusCode Status, string Problem)> Send(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await client.SendAsync(request, Cancel);
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
        return (response.StatusCode, $"{body.GetProperty("code")} {body.GetProperty("title")} {body.GetProperty("detail")}");
    }
}
