using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Questions;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>What is withheld from a role leaves by no door, and comes back by the same doors once it is not.</summary>
public sealed class WithheldAnswerTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Question = "What was Nordwind's operating margin in 2023?";

    // Of the answer, of the evidence, of the derivation.
    private const string Result = "12.0%";
    private const string File = "nordwind-2023.html";
    private const string Row = "Operating income";
    private const string Step = "505 ÷ 4,210";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Evidence_that_is_withheld_leaves_by_no_door()
    {
        var (admin, viewer) = await Company();
        await Withhold(admin, AnswerField.Evidence);

        var seen = await ThroughEveryDoor(viewer);

        Assert.All(seen, text => Assert.Contains(Result, text, StringComparison.Ordinal));
        Assert.All(seen, text => Assert.DoesNotContain(File, text, StringComparison.Ordinal));
        Assert.All(seen, text => Assert.DoesNotContain("snippet\":", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_derivation_that_is_withheld_leaves_by_no_door()
    {
        var (admin, viewer) = await Company();
        await Withhold(admin, AnswerField.Derivation);

        var seen = await ThroughEveryDoor(viewer);

        Assert.All(seen, text => Assert.Contains(Result, text, StringComparison.Ordinal));
        Assert.All(seen, text => Assert.DoesNotContain(Step, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_is_withheld_leaves_by_no_door_nor_by_its_evidence_or_derivation()
    {
        var (admin, viewer) = await Company();
        await Withhold(admin, AnswerField.Answer);

        var seen = await ThroughEveryDoor(viewer);

        foreach (var word in (string[])[Result, Step, Row, "4,210"])
        {
            Assert.All(seen, text => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        }
        Assert.All(seen, text => Assert.Contains("withheld", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_kept_is_whole_and_the_decision_of_the_moment_holds()
    {
        var (admin, viewer) = await Company();
        await Withhold(admin, AnswerField.Derivation);
        var answer = await silo.Ask(viewer, Question);
        var admins = await silo.Ask(admin, Question);

        await silo.Grains.Get<IAnswerPolicyGrain>(admin.TenantId, admin).Change(new ChangeAnswerPolicy(1));
        var shown = (await silo.Threads.Questions(viewer, answer.ThreadId!.Value, null, 1, Cancel)).Items[0].Answer!;

        Assert.Equal([AnswerField.Derivation], answer.Withheld!);
        Assert.Null(answer.Derivation);
        Assert.NotNull(admins.Derivation);
        Assert.Contains(shown.Derivation!, line => line.Text.Contains(Step, StringComparison.Ordinal));
        Assert.Null(shown.Withheld);
    }

    private async Task<(Caller Admin, Caller Viewer)> Company()
    {
        var admin = await silo.NewTenant();
        var viewer = await silo.NewUser(admin, Role.Viewer);
        var document = await silo.UploadReady(admin, File,
            "<h1>Nordwind</h1><h2>Income statement</h2><table><tr><td>(USD million)</td><td>2023</td><td>2022</td></tr>"
                + "<tr><td>Revenue</td><td>4,210</td><td>3,800</td></tr><tr><td>Operating income</td><td>505</td><td>418</td></tr></table>");
        await silo.Grains.Get<IDocumentGrain>(document, admin).Share(new ShareDocument(viewer.UserId, null, SharePermission.Read));
        return (admin, viewer);
    }

    private Task Withhold(Caller admin, AnswerField field) => silo.Grains.Get<IAnswerPolicyGrain>(admin.TenantId, admin)
        .Change(new ChangeAnswerPolicy(0, Withheld: [new WithheldField(Role.Viewer, field)]));

    /// <summary>The answer as it is given, given again, streamed, left to a worker, kept with its job, shown again and exported.</summary>
    private async Task<IReadOnlyList<string>> ThroughEveryDoor(Caller viewer)
    {
        using var client = await silo.Client(viewer);
        var document = (await silo.Documents.List(viewer, new DocumentFilter(), Cancel)).Items.Single().Document.Id;
        var given = await Ask(client, "key");
        var again = await Ask(client, "key");
        var streamed = await (await client.PostAsJsonAsync(
            $"/api/v1/documents/{document}/query/stream", new { question = Question }, Cancel)).Content.ReadAsStringAsync(Cancel);
        var left = await silo.Questions.Enqueue(viewer, new AskQuestion(Question), null, Cancel);
        await silo.JobOnceIn(viewer, left.JobId, JobState.Completed);
        var thread = JsonDocument.Parse(given).RootElement.GetProperty("thread_id").GetGuid();
        return
        [
            given, again, streamed,
            await client.GetStringAsync($"/api/v1/pipeline/jobs/{left.JobId}", Cancel),
            await client.GetStringAsync($"/api/v1/rag/threads/{thread}", Cancel),
            .. await Task.WhenAll(((string[])["md", "csv", "json"]).Select(
                format => client.GetStringAsync($"/api/v1/rag/threads/{thread}/export?format={format}", Cancel))),
        ];
    }

    private static async Task<string> Ask(HttpClient client, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rag/query")
        {
            Content = JsonContent.Create(new { question = Question }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var response = await client.SendAsync(request, Cancel);
        return await response.Content.ReadAsStringAsync(Cancel);
    }
}
