using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>Answers found again by their words, and what may be asked after one.</summary>
public sealed class FoundAnswerTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Statement =
        "<h1>Nordwind</h1><h2>Income statement</h2><table><tr><td>(USD million)</td><td>2023</td><td>2022</td></tr>"
        + "<tr><td>Revenue</td><td>4,210</td><td>3,800</td></tr><tr><td>Cost of sales</td><td>2,526</td><td>2,470</td></tr>"
        + "<tr><td>Operating income</td><td>505</td><td>418</td></tr></table>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IAnswers Answers => silo.Services.GetRequiredService<IAnswers>();

    [Fact]
    public async Task An_answer_is_found_by_words_of_its_question_and_of_its_text()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "기계.txt", "선반의 무게는 구백 킬로그램이다.");
        var given = await silo.Ask(user, "선반은 얼마나 무거운가? 선반의 무게는?");
        await silo.Ask(user, "안녕하세요");
        using var client = await silo.Client(user);

        var counts = new List<int>();
        foreach (var words in (string[])["무게", "킬로그램", "선반 구백", "밀링", "!!"])
        {
            counts.Add((await client.GetFromJsonAsync<JsonElement>($"/api/v1/rag/answers?search={Uri.EscapeDataString(words)}", Cancel))
                .GetProperty("items").GetArrayLength());
        }
        var all = await Answers.Search(user, new AnswerFilter(), Cancel);
        var threads = await silo.Threads.List(user, new ThreadFilter("킬로그램"), Cancel);

        Assert.Equal([1, 1, 1, 0, 0], counts);
        var found = Assert.Single(all.Items);
        Assert.Equal((given.JobId, given.ThreadId!.Value, given.Text), (found.JobId, found.ThreadId, found.Answer));
        Assert.Equal([given.ThreadId.Value], threads.Items.Select(thread => thread.Id));
    }

    [Fact]
    public async Task An_answer_is_as_visible_as_the_least_visible_of_its_documents_and_gone_with_them()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var file = await silo.UploadTwoFactories(owner, reader);
        var answer = await silo.Ask(reader, "서울 공장과 부산 공장의 2024년 매출은 얼마인가?");

        var (first, foreign) = (await Found(reader), await Found(owner));
        await file.Unshare(new UnshareDocument(reader.UserId, null));
        var hidden = await Found(reader);
        await file.Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        var again = await Found(reader);
        await file.Delete(new DeleteDocument());
        var deleted = await Found(reader);

        Guid[][] expected = [[answer.JobId], [], [], [answer.JobId], []];
        Assert.Equal(expected, [first, foreign, hidden, again, deleted]);
    }

    [Fact]
    public async Task Who_a_conversation_is_shared_with_finds_its_answers_until_it_is_removed()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var document = await silo.UploadReady(owner, "본사.txt", "서울 공장의 2024년 매출은 1,234억 원이다.");
        var answer = await silo.Ask(owner, "서울 공장의 2024년 매출은 얼마인가?");
        var thread = silo.Grains.Get<IThreadGrain>(answer.ThreadId!.Value, owner);
        await thread.Share(new ShareThread(reader.UserId, null));

        var unread = await Found(reader);
        await silo.Grains.Get<IDocumentGrain>(document, owner).Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        var read = await Found(reader);
        await thread.Delete(new DeleteThread());

        Assert.Empty(unread);
        Assert.Equal([answer.JobId], read);
        Assert.Empty(await Found(reader));
        Assert.Empty(await Found(owner));
    }

    [Fact]
    public async Task The_same_question_again_leads_to_what_was_answered_before()
    {
        var user = await silo.NewTenant();
        var colleague = await silo.NewUser(user);
        var document = await silo.UploadReady(user, "기계.txt", "선반의 무게는 구백 킬로그램이다.");
        await silo.Grains.Get<IDocumentGrain>(document, user).Share(new ShareDocument(colleague.UserId, null, SharePermission.Read));
        var first = await silo.Ask(user, "선반의 무게는?");
        var again = await silo.Ask(user, "선반의 무게는 ?");
        var others = await silo.Ask(colleague, "선반의 무게는?");

        var before = await Answers.Earlier(user, again.JobId, Cancel);

        Assert.Equal(first.JobId, before!.JobId);
        Assert.Null(await Answers.Earlier(user, first.JobId, Cancel));
        Assert.Null(await Answers.Earlier(colleague, others.JobId, Cancel));
    }

    [Fact]
    public async Task After_a_computed_answer_other_years_and_figures_are_suggested_that_can_be_computed()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "nordwind.html", Statement);
        var answer = await silo.Ask(user, "What was Nordwind's revenue in 2023?");
        using var client = await silo.Client(user);

        var next = await client.GetFromJsonAsync<JsonElement>($"/api/v1/rag/answers/{answer.JobId}/suggestions", Cancel);

        var questions = next.GetProperty("questions").EnumerateArray().Select(question => question.GetString()!).ToList();
        Assert.Equal("What was Nordwind's revenue in 2022?", questions[0]);
        Assert.Equal(["What was Nordwind's gross profit in 2023?", "What was Nordwind's gross margin in 2023?"], questions[1..]);
        await AssertAnswered(user, answer.ThreadId!.Value, questions);
    }

    [Fact]
    public async Task After_a_quoted_answer_what_else_its_document_says_is_suggested()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(
            user, "실적.md",
            "# 2024년 실적\n\n본사는 대전에 있다.\n\n| 구분 | 2024년 | 2023년 |\n|---|---|---|\n| 매출액 | 1,234 | 1,100 |\n| 영업이익 | 56 | 48 |\n");
        var answer = await silo.Ask(user, "본사는 어디에 있나요?");

        var questions = await Answers.Suggest(user, answer.JobId, Cancel);

        Assert.InRange(questions.Count, 1, 3);
        await AssertAnswered(user, answer.ThreadId!.Value, questions);
    }

    [Fact]
    public async Task What_is_suggested_is_what_its_reader_may_read()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        await silo.UploadReady(owner, "nordwind.html", Statement);
        var answer = await silo.Ask(owner, "What was Nordwind's revenue in 2023?");

        var foreign = await Assert.ThrowsAsync<ProblemException>(() => Answers.Suggest(reader, answer.JobId, Cancel));
        await silo.Grains.Get<IThreadGrain>(answer.ThreadId!.Value, owner).Share(new ShareThread(reader.UserId, null));
        var shared = await Answers.Suggest(reader, answer.JobId, Cancel);

        Assert.Equal("answer_not_found", foreign.Code);
        Assert.Empty(shared);
    }

    private async Task AssertAnswered(Caller user, Guid thread, IReadOnlyList<string> questions)
    {
        foreach (var question in questions)
        {
            Assert.True((await silo.Questions.Ask(user, new AskQuestion(question, ThreadId: thread), null, Cancel)).Answered, question);
        }
    }

    private async Task<Guid[]> Found(Caller caller) =>
        [.. (await Answers.Search(caller, new AnswerFilter("2024 매출"), Cancel)).Items.Select(answer => answer.JobId)];
}
