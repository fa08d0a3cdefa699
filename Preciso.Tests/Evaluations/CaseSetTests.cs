using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Evaluations;
using Preciso.Tests.World;

namespace Preciso.Tests.Evaluations;

/// <summary>Sets of cases over REST: versions that never change, and nobody's but their owner's.</summary>
public sealed class CaseSetTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Root = "/api/v1/evaluations";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_change_makes_a_version_and_those_before_stay_as_they_were()
    {
        using var client = await silo.Client(await silo.NewTenant());
        var set = await client.NewSet();
        var kept = await client.AddCase(set, new CaseDraft("매출은?", Values: ["1,234억 원"], Tags: ["분기"], Required: true));
        var removed = await client.AddCase(set, new CaseDraft("비용은?", Expected: "56억"));

        await Put(client, $"{Root}/{set}/cases/{kept}", new CaseDraft("2024년 매출은?", Values: ["1,234억 원"]));
        await Put(client, $"{Root}/{set}/cases/{kept}", new CaseDraft(" 2024년 매출은? ", Values: ["1,234억 원"])); // the same again
        await client.DeleteAsync($"{Root}/{set}/cases/{removed}", Cancel);

        var (now, before) = (await client.Set(set), await client.Set(set, version: 3));
        Assert.Equal((5, 1), (now.GetProperty("version").GetInt32(), now.GetProperty("cases").GetArrayLength()));
        Assert.Equal(["2024년 매출은?"], Questions(now));
        Assert.Equal(["매출은?", "비용은?"], Questions(before));
        Assert.True(before.GetProperty("cases")[0].GetProperty("required").GetBoolean());
    }

    [Fact]
    public async Task The_schema_refuses_to_change_what_a_version_has()
    {
        var owner = await silo.NewTenant();
        using var client = await silo.Client(owner);
        await client.AddCase(await client.NewSet(), new CaseDraft("매출은?", Expected: "1,234억 원"));

        foreach (var change in (string[])
        [
            "UPDATE case_revisions SET expected = 'x'", "DELETE FROM case_revisions", "UPDATE case_set_versions SET revisions = '{}'",
            "DELETE FROM case_set_versions", "UPDATE evaluation_runs SET version = 1", "UPDATE evaluation_results SET is_right = true",
        ])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(
                () => silo.Database.Query(owner.TenantId, connection => connection.ExecuteAsync(change), Cancel));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/runs")]
    [InlineData("POST", "/runs")]
    [InlineData("POST", "/cases")]
    [InlineData("PUT", "/baseline")]
    [InlineData("DELETE", "")]
    public async Task A_foreign_set_and_one_that_never_was_are_not_found_alike(string method, string path)
    {
        var admin = await silo.NewTenant();
        using var theirs = await silo.Client(await silo.NewUser(admin));
        using var client = await silo.Client(admin);
        var foreign = await theirs.NewSet();

        var answers = new List<string>();
        foreach (var id in new[] { foreign, Guid.CreateVersion7() })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"{Root}/{id}{path}")
            {
                Content = method is "POST" or "PUT" ? JsonContent.Create(new { question = "매출은?", run_id = Guid.CreateVersion7() }) : null,
            };
            using var response = await client.SendAsync(request, Cancel);
            answers.Add($"{response.StatusCode} {await Code(response)}");
        }

        Assert.Equal("NotFound case_set_not_found", answers[0]);
        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task A_case_names_documents_that_its_owner_may_read_only()
    {
        var admin = await silo.NewTenant();
        var foreign = await silo.UploadReady(await silo.NewUser(admin), "보고서.txt", "매출은 1,234억 원이다.");
        using var client = await silo.Client(admin);
        var set = await client.NewSet();

        using var evidence = await Try(client, set, new CaseDraft("매출은?", Evidence: [new CasePages(foreign, [1])]));
        using var within = await Try(client, set, new CaseDraft("매출은?", Within: [foreign]));

        Assert.Equal((HttpStatusCode.NotFound, "document_not_found"), (evidence.StatusCode, await Code(evidence)));
        Assert.Equal((HttpStatusCode.NotFound, "document_not_found"), (within.StatusCode, await Code(within)));
    }

    [Fact]
    public async Task What_a_case_expects_is_withheld_once_its_owner_may_no_longer_read_where_it_stands()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var document = await silo.UploadReady(owner, "보고서.txt", "매출은 1,234억 원이다.");
        var file = silo.Grains.Get<IDocumentGrain>(document, owner);
        await file.Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        using var client = await silo.Client(reader);
        var set = await client.NewSet();
        await client.AddCase(set, new CaseDraft("매출은?", "1,234억 원", ["1,234억 원"], [new CasePages(document, [1])]));

        await file.Unshare(new UnshareDocument(reader.UserId, null));

        var seen = (await client.Set(set)).GetProperty("cases")[0];
        Assert.Equal("withheld", seen.GetProperty("state").GetString());
        Assert.DoesNotContain("1,234", seen.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("보고서", seen.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"question": " "}""", "case_question_invalid")]
    [InlineData("""{"question": "?", "values": ["many"]}""", "case_value_invalid")]
    [InlineData("""{"question": "?", "unanswerable": true, "expected": "30"}""", "case_contradicts_itself")]
    [InlineData(
        """{"question": "?", "evidence": [{"document_id": "00000000-0000-0000-0000-000000000001", "pages": [0]}]}""",
        "case_page_invalid")]
    [InlineData("""{"question": "?", "scope": {"from": "2026-02-01T00:00:00Z", "until": "2026-01-01T00:00:00Z"}}""", "scope_dates_invalid")]
    public async Task A_case_that_cannot_be_is_told_why(string json, string code)
    {
        using var client = await silo.Client(await silo.NewTenant());
        var set = await client.NewSet();
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        using var response = await client.PostAsync($"{Root}/{set}/cases", content, Cancel);

        Assert.Equal((HttpStatusCode.BadRequest, code), (response.StatusCode, await Code(response)));
    }

    [Fact]
    public async Task A_set_goes_with_its_runs_and_its_name_is_free_again()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "보고서.txt", "매출은 1,234억 원이다.");
        using var client = await silo.Client(owner);
        var set = await client.NewSet("하나");
        await client.AddCase(set, new CaseDraft("매출은?", "1,234억 원"));
        var run = (await client.RunSet(set)).GetProperty("run").GetProperty("id").GetGuid();
        await Put(client, $"{Root}/{set}/baseline", new { run_id = run });
        using var taken = await client.PostAsJsonAsync(Root, new { name = "하나" }, Cancel);

        using var deleted = await client.DeleteAsync($"{Root}/{set}", Cancel);

        Assert.Equal((HttpStatusCode.Conflict, "case_set_name_taken"), (taken.StatusCode, await Code(taken)));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await client.GetAsync($"{Root}/runs/{run}", Cancel);
        Assert.Equal((HttpStatusCode.NotFound, "run_not_found"), (gone.StatusCode, await Code(gone)));
        await client.NewSet("하나");
    }

    private static Task<HttpResponseMessage> Try(HttpClient client, Guid set, CaseDraft draft) =>
        client.PostAsJsonAsync($"{Root}/{set}/cases", draft, PrecisoJson.Options, Cancel);

    private static async Task Put(HttpClient client, string path, object body)
    {
        using var response = await client.PutAsJsonAsync(path, body, PrecisoJson.Options, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<string?> Code(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString();

    private static IEnumerable<string?> Questions(JsonElement set) =>
        set.GetProperty("cases").EnumerateArray().Select(found => found.GetProperty("question").GetString());
}
