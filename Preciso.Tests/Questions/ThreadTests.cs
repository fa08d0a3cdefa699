using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>Conversations over REST: what was asked is found again, by its owner alone and only as far as they may still read it.</summary>
public sealed class ThreadTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Text = "한빛정밀의 2024년 매출은 1,234억 원이다.\n\n한빛정밀의 2024년 영업이익은 56억 원이다.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_begins_a_conversation_and_the_next_goes_on_with_it()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "보고서.txt", Text);
        using var client = await silo.Client(user);

        var first = await Ask(client, new { question = "2024년 매출은 얼마인가?" });
        var second = await Ask(client, new { question = "2024년 영업이익은 얼마인가?", thread_id = Thread(first) });

        var thread = await client.GetFromJsonAsync<JsonElement>($"/api/v1/rag/threads/{Thread(first)}", Cancel);
        Assert.Equal(Thread(first), Thread(second));
        Assert.Equal("2024년 매출은 얼마인가?", thread.GetProperty("title").GetString());
        Assert.Equal(
            ["2024년 영업이익은 얼마인가?", "2024년 매출은 얼마인가?"],
            Questions(thread).Select(question => question.GetProperty("question").GetString()));
        Assert.Equal(first.GetProperty("answer").GetString(), Questions(thread)[1].GetProperty("answer").GetProperty("answer").GetString());
        Assert.Equal(
            first.GetProperty("evidence").GetRawText(), Questions(thread)[1].GetProperty("answer").GetProperty("evidence").GetRawText());
    }

    [Fact]
    public async Task Each_statement_says_what_it_stands_on_and_where()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "보고서.txt", Text);

        var answer = await silo.Ask(user, "한빛정밀의 2024년 매출은 얼마인가?");

        Assert.Equal(answer.Text, string.Join('\n', answer.Statements!.Select(statement => statement.Text)));
        Assert.All(answer.Statements!, statement => Assert.All(statement.Evidence, n => Assert.InRange(n, 1, answer.Evidence.Count)));
        Assert.All(answer.Statements!, statement => Assert.NotEmpty(statement.Boxes));
        Assert.Equal(answer.Evidence[answer.Statements![0].Evidence[0] - 1].Boxes, answer.Statements[0].Boxes);
    }

    [Fact]
    public async Task A_list_of_conversations_runs_from_the_one_asked_in_last_page_by_page()
    {
        var user = await silo.NewTenant();
        using var client = await silo.Client(user);
        var threads = new List<Guid>();
        foreach (var question in (string[])["매출은?", "비용은?", "이익은?"])
        {
            threads.Add(Thread(await Ask(client, new { question })));
        }
        await Ask(client, new { question = "배당은?", thread_id = threads[0] });

        var first = await client.GetFromJsonAsync<JsonElement>("/api/v1/rag/threads?limit=2", Cancel);
        var rest = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/rag/threads?limit=2&cursor={first.GetProperty("next_cursor").GetString()}", Cancel);

        Assert.Equal([threads[0], threads[2]], Items(first).Select(Thread));
        Assert.Equal([threads[1]], Items(rest).Select(Thread));
        Assert.False(rest.TryGetProperty("next_cursor", out _));
        var found = await client.GetFromJsonAsync<JsonElement>("/api/v1/rag/threads?search=배당", Cancel);
        Assert.Equal([threads[0]], Items(found).Select(Thread));
    }

    [Fact]
    public async Task A_long_conversation_comes_page_by_page()
    {
        var user = await silo.NewTenant();
        using var client = await silo.Client(user);
        var thread = Thread(await Ask(client, new { question = "질문 0" }));
        for (var i = 1; i < 4; i++)
        {
            await Ask(client, new { question = $"질문 {i}", thread_id = thread });
        }

        var first = await client.GetFromJsonAsync<JsonElement>($"/api/v1/rag/threads/{thread}?limit=3", Cancel);
        var rest = await client.GetFromJsonAsync<JsonElement>(
            $"/api/v1/rag/threads/{thread}?limit=3&cursor={first.GetProperty("next_cursor").GetString()}", Cancel);

        Assert.Equal(["질문 3", "질문 2", "질문 1"], Questions(first).Select(question => question.GetProperty("question").GetString()));
        Assert.Equal(["질문 0"], Questions(rest).Select(question => question.GetProperty("question").GetString()));
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/export")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    public async Task A_foreign_conversation_and_one_that_never_was_are_not_found_alike(string method, string path)
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);
        using var theirs = await silo.Client(analyst);
        using var client = await silo.Client(admin);
        var foreign = Thread(await Ask(theirs, new { question = "매출은?" }));

        var answers = new List<string>();
        foreach (var id in new[] { foreign, Guid.CreateVersion7() })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/rag/threads/{id}{path}")
            {
                Content = method == "PATCH" ? JsonContent.Create(new { title = "x" }) : null,
            };
            using var response = await client.SendAsync(request, Cancel);
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            answers.Add($"{response.StatusCode} {problem.GetProperty("code").GetString()} {problem.GetProperty("detail").GetString()}");
        }

        Assert.StartsWith("NotFound thread_not_found", answers[0], StringComparison.Ordinal);
        Assert.Equal(answers[0], answers[1]);
        Assert.Single(Items(await theirs.GetFromJsonAsync<JsonElement>("/api/v1/rag/threads", Cancel)));
        Assert.Empty(Items(await client.GetFromJsonAsync<JsonElement>("/api/v1/rag/threads", Cancel)));
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("async")]
    public async Task A_question_for_a_foreign_conversation_is_not_taken(string mode)
    {
        var admin = await silo.NewTenant();
        using var theirs = await silo.Client(await silo.NewUser(admin));
        using var client = await silo.Client(admin);
        var foreign = Thread(await Ask(theirs, new { question = "매출은?" }));

        using var refused = await client.PostAsJsonAsync("/api/v1/rag/query", new { question = "비용은?", thread_id = foreign, mode }, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Empty(Items(await client.GetFromJsonAsync<JsonElement>("/api/v1/pipeline/jobs?kind=ask", Cancel)));
        Assert.Single(Questions(await theirs.GetFromJsonAsync<JsonElement>($"/api/v1/rag/threads/{foreign}", Cancel)));
    }

    [Fact]
    public async Task The_same_key_again_is_one_question_of_one_conversation()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "보고서.txt", Text);
        using var client = await silo.Client(user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Ask(client, new { question = "2024년 매출은?" }, "once")));

        Assert.Single(answers.Select(Thread).Distinct());
        var thread = Assert.Single(Items(await client.GetFromJsonAsync<JsonElement>("/api/v1/rag/threads", Cancel)));
        Assert.Single(Questions(await client.GetFromJsonAsync<JsonElement>($"/api/v1/rag/threads/{Thread(thread)}", Cancel)));
    }

    [Fact]
    public async Task A_question_left_to_a_worker_stands_in_its_conversation_and_has_its_answer_there_later()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "보고서.txt", Text);
        using var client = await silo.Client(user);

        var accepted = await Ask(client, new { question = "2024년 매출은?", mode = "async" });

        JsonElement question = default;
        await Eventually.True(
            async () => (question = Questions(await client.GetFromJsonAsync<JsonElement>(
                $"/api/v1/rag/threads/{Thread(accepted)}", Cancel))[0]).GetProperty("status").GetString() == "answered",
            TimeSpan.FromSeconds(30));
        Assert.Equal(accepted.GetProperty("job_id").GetGuid(), question.GetProperty("job_id").GetGuid());
        Assert.Equal(Thread(accepted), question.GetProperty("answer").GetProperty("thread_id").GetGuid());
    }

    [Fact]
    public async Task What_quotes_a_document_that_is_no_longer_shared_is_left_out_and_that_is_said()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var file = await silo.UploadTwoFactories(owner, reader);
        using var client = await silo.Client(reader);
        var given = await Ask(client, new { question = "서울 공장과 부산 공장의 2024년 매출은 얼마인가?" });
        Assert.Contains("1,234", given.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Contains("777", given.GetProperty("answer").GetString(), StringComparison.Ordinal);

        await file.Unshare(new UnshareDocument(reader.UserId, null));

        var shown = await client.GetStringAsync($"/api/v1/rag/threads/{Thread(given)}", Cancel);
        var answer = Questions(JsonDocument.Parse(shown).RootElement)[0].GetProperty("answer");
        Assert.DoesNotContain("1,234", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("본사", shown, StringComparison.Ordinal);
        Assert.Contains("777", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.True(answer.GetProperty("left_out").GetInt32() > 0);
        Assert.All(
            answer.GetProperty("statements").EnumerateArray().SelectMany(statement => statement.GetProperty("evidence").EnumerateArray()),
            number => Assert.InRange(number.GetInt32(), 1, answer.GetProperty("evidence").GetArrayLength()));
        foreach (var format in (string[])["md", "csv", "json"])
        {
            var exported = await client.GetStringAsync($"/api/v1/rag/threads/{Thread(given)}/export?format={format}", Cancel);
            Assert.DoesNotContain("1,234", exported, StringComparison.Ordinal);
            Assert.Contains("777", exported, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_exported_is_text_whatever_documents_and_people_wrote()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "=cmd.txt", "=SUM(A1) <script>alert(1)</script> [여기](http://evil) 매출은 12억 원이다.");
        using var client = await silo.Client(user);
        var asked = await Ask(client, new { question = "=매출은 얼마인가?" });

        var markdown = await client.GetStringAsync($"/api/v1/rag/threads/{Thread(asked)}/export", Cancel);
        var csv = await client.GetStringAsync($"/api/v1/rag/threads/{Thread(asked)}/export?format=csv", Cancel);
        using var unknown = await client.GetAsync($"/api/v1/rag/threads/{Thread(asked)}/export?format=exe", Cancel);

        Assert.Contains("12억 원", markdown, StringComparison.Ordinal);
        Assert.Contains(@"\<script\>", markdown, StringComparison.Ordinal);
        Assert.Contains(@"\[여기\]", markdown, StringComparison.Ordinal);
        Assert.Contains("'=매출은", csv, StringComparison.Ordinal);
        Assert.Contains("'=cmd.txt", csv, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task A_document_that_a_question_was_restricted_to_is_named_while_it_may_be_read()
    {
        var user = await silo.NewTenant();
        var document = await silo.UploadReady(user, "보고서.txt", Text);
        using var client = await silo.Client(user);
        var asked = await Ask(client, new { question = "2024년 매출은?", document_ids = new[] { document } });

        var before = await client.GetFromJsonAsync<JsonElement>($"/api/v1/rag/threads/{Thread(asked)}", Cancel);
        await silo.Grains.Get<IDocumentGrain>(document, user).Delete(new DeleteDocument());
        var after = await client.GetFromJsonAsync<JsonElement>($"/api/v1/rag/threads/{Thread(asked)}", Cancel);

        Assert.Equal("보고서.txt", Questions(before)[0].GetProperty("documents")[0].GetProperty("filename").GetString());
        Assert.Equal(0, Questions(after)[0].GetProperty("documents").GetArrayLength());
        Assert.Equal("", Questions(after)[0].GetProperty("answer").GetProperty("answer").GetString());
    }

    [Fact]
    public async Task An_answer_that_knows_nothing_says_where_it_looked()
    {
        var user = await silo.NewTenant();
        var note = await silo.UploadReady(user, "메모.txt", "부산 사무실은 아홉 시에 연다.");
        await silo.UploadReady(user, "보고서.txt", Text);
        var broken = await silo.Upload(user, "broken.pdf", "%PDF-1.4\nnothing more"u8.ToArray());
        await silo.Settled(user, broken.DocumentId);

        var everywhere = await silo.Ask(user, "프랑스의 수도는 어디인가?");
        var restricted = await silo.Ask(user, "프랑스의 수도는 어디인가?", note);
        var answered = await silo.Ask(user, "2024년 매출은?");

        Assert.Equal(new SearchedDocuments(2, 0, 1, false), everywhere.Searched);
        Assert.Equal(new SearchedDocuments(1, 0, 0, true), restricted.Searched);
        Assert.Null(answered.Searched);
    }

    [Fact]
    public async Task A_conversation_is_renamed_and_removed_and_its_jobs_stay()
    {
        var user = await silo.NewTenant();
        using var client = await silo.Client(user);
        var asked = await Ask(client, new { question = "매출은?" });

        using var renamed = await client.PatchAsJsonAsync($"/api/v1/rag/threads/{Thread(asked)}", new { title = " 분기 실적 " }, Cancel);
        using var refused = await client.PatchAsJsonAsync($"/api/v1/rag/threads/{Thread(asked)}", new { title = " " }, Cancel);
        var titled = Items(await client.GetFromJsonAsync<JsonElement>("/api/v1/rag/threads", Cancel))[0].GetProperty("title").GetString();
        using var removed = await client.DeleteAsync($"/api/v1/rag/threads/{Thread(asked)}", Cancel);
        using var gone = await client.GetAsync($"/api/v1/rag/threads/{Thread(asked)}", Cancel);
        using var job = await client.GetAsync($"/api/v1/pipeline/jobs/{asked.GetProperty("job_id").GetGuid()}", Cancel);

        Assert.Equal("분기 실적", titled);
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NoContent, HttpStatusCode.NotFound, HttpStatusCode.OK),
            (renamed.StatusCode, refused.StatusCode, removed.StatusCode, gone.StatusCode, job.StatusCode));
    }

    [Fact]
    public async Task Who_asked_says_what_they_think_of_the_answer_and_may_change_their_mind()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "보고서.txt", Text);
        using var client = await silo.Client(user);
        using var colleague = await silo.Client(await silo.NewUser(user));
        var asked = await Ask(client, new { question = "2024년 매출은?" });
        var address = $"/api/v1/rag/answers/{asked.GetProperty("job_id").GetGuid()}/feedback";

        using var down = await client.PostAsJsonAsync(address, new { helpful = false, reason = "incomplete", note = "단위가 없어요" }, Cancel);
        var first = await Rating(client, Thread(asked));
        using var up = await client.PostAsJsonAsync(address, new { helpful = true, reason = "incomplete" }, Cancel);
        var second = await Rating(client, Thread(asked));
        using var empty = await client.PostAsJsonAsync(address, new { note = "?" }, Cancel);
        using var foreign = await colleague.PostAsJsonAsync(address, new { helpful = true }, Cancel);

        Assert.Equal("""{"helpful":false,"reason":"incomplete","note":"단위가 없어요"}""", first);
        Assert.Equal("""{"helpful":true}""", second);
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound),
            (down.StatusCode, up.StatusCode, empty.StatusCode, foreign.StatusCode));
    }

    [Fact]
    public async Task Examples_are_of_what_the_callers_own_documents_answer()
    {
        var user = await silo.NewTenant();
        var document = await silo.UploadReady(
            user, "실적.md", "# 2024년 실적\n\n| 구분 | 2024년 | 2023년 |\n|---|---|---|\n| 매출액 | 1,234 | 1,100 |\n| 영업이익 | 56 | 48 |\n");
        var stranger = await silo.NewUser(user);

        var mine = await silo.Threads.Examples(user, 3, Cancel);
        var theirs = await silo.Threads.Examples(stranger, 3, Cancel);

        var example = Assert.Single(mine);
        var asked = await silo.Ask(user, $"{example.Period} {example.Subject}은 얼마인가요?", document);
        Assert.Equal((document, "실적.md"), (example.DocumentId, example.Filename));
        Assert.True(asked.Answered);
        Assert.Empty(theirs);
    }

    [Fact]
    public async Task A_job_says_what_was_asked_to_who_asked_it_alone()
    {
        var admin = await silo.NewTenant();
        var analyst = await silo.NewUser(admin);
        await silo.Ask(analyst, $"2024년 매출은 얼마인가? {new string('가', 100)}");

        var own = (await silo.Jobs.List(analyst, new Preciso.Jobs.JobFilter(Kind: "ask"), Cancel)).Items[0];
        var operators = (await silo.Jobs.List(admin, new Preciso.Jobs.JobFilter(Kind: "ask", Everybody: true), Cancel)).Items[0];

        Assert.StartsWith("2024년 매출은 얼마인가?", own.Subject, StringComparison.Ordinal);
        Assert.Equal(80, own.Subject!.Length);
        Assert.Equal(own.Id, operators.Id);
        Assert.Null(operators.Subject);
    }

    private static Guid Thread(JsonElement body) => body.GetProperty("thread_id").GetGuid();

    private static List<JsonElement> Questions(JsonElement thread) => [.. thread.GetProperty("questions").EnumerateArray()];

    private static List<JsonElement> Items(JsonElement list) => [.. list.GetProperty("items").EnumerateArray()];

    private static async Task<string> Rating(HttpClient client, Guid id)
    {
        var thread = await client.GetFromJsonAsync<JsonElement>($"/api/v1/rag/threads/{id}", Cancel);
        return Questions(thread)[0].GetProperty("rating").GetRawText();
    }

    private static async Task<JsonElement> Ask(HttpClient client, object question, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/rag/query") { Content = JsonContent.Create(question) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }
        using var response = await client.SendAsync(request, Cancel);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
