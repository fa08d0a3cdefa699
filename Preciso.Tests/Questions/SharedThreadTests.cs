using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>A conversation of several people: each reads of it what stands on documents that they may read themselves.</summary>
public sealed class SharedThreadTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Secret = "한빛정밀의 2024년 매출은 1,234억 원이다.\n\n한빛정밀의 2023년 매출은 987억 원이다.";
    private const string Asked = "한빛정밀의 2024년 매출은 얼마인가?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_let_in_finds_it_in_their_list_reads_what_they_may_and_asks_in_it_for_themselves()
    {
        var (owner, reader, _, thread, _) = await Shared();
        using var theirs = await silo.Client(reader);
        using var own = await silo.Client(owner);

        var listed = await theirs.GetFromJsonAsync<JsonElement>("/api/v1/rag/threads", Cancel);
        var shown = await theirs.GetStringAsync($"/api/v1/rag/threads/{thread}", Cancel);
        var follow = await theirs.Query("그럼 2023년은?", thread);
        var back = await own.GetFromJsonAsync<JsonElement>($"/api/v1/rag/threads/{thread}", Cancel);

        var item = Assert.Single(listed.GetProperty("items").EnumerateArray());
        Assert.Equal(
            (thread, "Admin", false, true),
            (item.GetProperty("thread_id").GetGuid(), item.GetProperty("owner_name").GetString(), item.GetProperty("is_owner").GetBoolean(),
                item.GetProperty("is_shared").GetBoolean()));
        Assert.Contains(Asked, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("1,234", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("한빛.txt", shown, StringComparison.Ordinal);
        Assert.Equal("한빛정밀의 2023년 매출은 얼마인가?", follow.GetProperty("understood").GetString());
        Assert.False(follow.GetProperty("answered").GetBoolean());
        var questions = back.GetProperty("questions").EnumerateArray().ToList();
        Assert.Equal(["그럼 2023년은?", Asked], questions.Select(question => question.GetProperty("question").GetString()));
        Assert.Equal([false, true], questions.Select(question => question.GetProperty("is_own").GetBoolean()));
        Assert.Contains("1,234", questions[1].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_read_the_documents_sees_the_whole_answer_and_no_longer_than_that()
    {
        var (owner, reader, document, thread, _) = await Shared();
        var file = silo.Grains.Get<IDocumentGrain>(document, owner);

        await file.Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        var before = await Questions(reader, thread);
        await file.Unshare(new UnshareDocument(reader.UserId, null));
        var after = await Questions(reader, thread);

        Assert.Contains("1,234", before[0].Answer!.Text, StringComparison.Ordinal);
        Assert.Null(before[0].Answer!.LeftOut);
        Assert.Equal(("", 0), (after[0].Answer!.Text, after[0].Answer!.Evidence.Count));
        Assert.True(after[0].Answer!.LeftOut > 0);
    }

    [Fact]
    public async Task Where_it_was_looked_and_why_there_is_no_answer_is_the_askers_alone()
    {
        var (owner, reader, _, thread, _) = await Shared();
        await silo.Questions.Ask(owner, new AskQuestion("부산 사무실은 언제 여는가?", ThreadId: thread), null, Cancel);

        var mine = (await Questions(owner, thread))[0].Answer!;
        var theirs = (await Questions(reader, thread))[0].Answer!;

        Assert.Equal((1, UnansweredReason.NotFound), (mine.Searched!.Ready, mine.Reason));
        Assert.Equal((null, UnansweredReason.NotFound), (theirs.Searched, theirs.Reason));
    }

    [Fact]
    public async Task Only_its_owner_names_shares_and_removes_it_and_only_who_asked_rates()
    {
        var (owner, reader, _, thread, job) = await Shared();
        var grain = silo.Grains.Get<IThreadGrain>(thread, reader);
        var third = await silo.NewUser(owner);

        var refusals = new List<ProblemException>();
        foreach (var act in (Func<Task>[])
            [
                () => grain.Rename(new RenameThread("Mine")), () => grain.Delete(new DeleteThread()),
                () => grain.Share(new ShareThread(third.UserId, null)), () => grain.Unshare(new UnshareThread(reader.UserId, null)),
                () => silo.Threads.Grants(reader, thread, Cancel),
            ])
        {
            refusals.Add(await Assert.ThrowsAsync<ProblemException>(act));
        }

        var rating = silo.Grains.Get<IAnswerGrain>(job, reader).Rate(new RateAnswer(true));

        Assert.All(refusals, refusal => Assert.Equal("thread_owner_only", refusal.Code));
        Assert.Equal("answer_not_found", (await Assert.ThrowsAsync<ProblemException>(() => rating)).Code);
        await silo.Grains.Get<IAnswerGrain>(job, owner).Rate(new RateAnswer(false, Note: "1,234 is short"));
        Assert.Null((await Questions(reader, thread))[0].Rating);
    }

    [Fact]
    public async Task A_share_that_ends_is_gone_with_the_next_request()
    {
        var (owner, reader, _, thread, _) = await Shared();
        using var own = await silo.Client(owner);
        using var theirs = await silo.Client(reader);

        using var ended = await own.DeleteAsync($"/api/v1/rag/threads/{thread}/share?user={reader.UserId}", Cancel);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        await AssertGone(theirs, thread);
        Assert.False((await silo.Threads.Get(owner, thread, Cancel)).IsShared);
    }

    [Fact]
    public async Task A_removed_conversation_is_gone_for_all_and_nobody_asks_in_it()
    {
        var (owner, reader, _, thread, _) = await Shared();
        using var theirs = await silo.Client(reader);

        await silo.Grains.Get<IThreadGrain>(thread, owner).Delete(new DeleteThread());

        await AssertGone(theirs, thread);
    }

    [Fact]
    public async Task Who_leaves_a_teams_conversation_is_out_until_it_is_shared_with_them_again()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var team = await silo.NewTeam(owner, reader);
        var thread = (await silo.Ask(owner, "매출은?")).ThreadId!.Value;
        var grain = silo.Grains.Get<IThreadGrain>(thread, owner);
        await grain.Share(new ShareThread(null, team));
        using var theirs = await silo.Client(reader);

        using var left = await theirs.PostAsync($"/api/v1/rag/threads/{thread}/leave", null, Cancel);
        await AssertGone(theirs, thread);
        await grain.Share(new ShareThread(reader.UserId, null));
        var back = await silo.Threads.Get(reader, thread, Cancel);
        var own = await Assert.ThrowsAsync<ProblemException>(() => grain.Leave(new LeaveThread()));

        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        Assert.False(back.IsOwner);
        Assert.Equal("thread_own", own.Code);
    }

    [Fact]
    public async Task Two_who_ask_at_the_same_time_are_both_kept_in_order()
    {
        var (owner, reader, _, thread, _) = await Shared();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => silo.Questions.Ask(
            i % 2 == 0 ? owner : reader, new AskQuestion($"질문 {i}", ThreadId: thread), null, Cancel)));

        var kept = (await Questions(reader, thread)).Select(question => question.JobId).ToList();
        Assert.Equal(9, kept.Count);
        Assert.Equal(kept.OrderDescending(), kept);
        Assert.Subset(kept.ToHashSet(), answers.Select(answer => answer.JobId).ToHashSet());
        Assert.Equal(kept, (await Questions(owner, thread)).Select(question => question.JobId));
    }

    [Fact]
    public async Task A_share_names_one_person_or_team_of_the_company_and_is_on_the_audit_trail()
    {
        var (owner, reader, _, thread, _) = await Shared();
        using var client = await silo.Client(owner);
        var stranger = await silo.NewTenant();
        var address = $"/api/v1/rag/threads/{thread}/share";

        var codes = new List<string?>();
        foreach (var target in (object[])
            [new { }, new { user = owner.UserId }, new { user = stranger.UserId }, new { team = Guid.CreateVersion7() }])
        {
            using var refused = await client.PostAsJsonAsync(address, target, Cancel);
            codes.Add((await refused.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString());
        }
        await silo.Grains.Get<IThreadGrain>(thread, owner).Unshare(new UnshareThread(reader.UserId, null));
        var grants = await client.GetFromJsonAsync<JsonElement>(address, Cancel);

        Assert.Equal(["share_target_invalid", "share_with_oneself", "user_not_found", "team_not_found"], codes);
        Assert.Equal(0, grants.GetProperty("items").GetArrayLength());
        var trail = await client.GetStringAsync("/api/v1/audit", Cancel);
        Assert.Contains("threads.shared", trail, StringComparison.Ordinal);
        Assert.Contains("threads.unshared", trail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_says_who_asked_and_leaves_out_what_its_reader_may_not_read()
    {
        var (_, reader, _, thread, _) = await Shared();
        using var theirs = await silo.Client(reader);

        foreach (var format in (string[])["md", "csv", "json"])
        {
            var file = await theirs.GetStringAsync($"/api/v1/rag/threads/{thread}/export?format={format}", Cancel);

            Assert.Contains("Admin", file, StringComparison.Ordinal);
            Assert.DoesNotContain("1,234", file, StringComparison.Ordinal);
            Assert.DoesNotContain("한빛.txt", file, StringComparison.Ordinal);
        }
    }

    /// <summary>A conversation with one question of its owner's, answered from a document that is theirs alone, shared with a colleague.</summary>
    private async Task<(Caller Owner, Caller Reader, Guid Document, Guid Thread, Guid Job)> Shared()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var document = await silo.UploadReady(owner, "한빛.txt", Secret);
        var answer = await silo.Ask(owner, Asked);
        Assert.Contains("1,234", answer.Text, StringComparison.Ordinal);
        await silo.Grains.Get<IThreadGrain>(answer.ThreadId!.Value, owner).Share(new ShareThread(reader.UserId, null));
        return (owner, reader, document, answer.ThreadId.Value, answer.JobId);
    }

    private async Task<IReadOnlyList<ThreadQuestion>> Questions(Caller caller, Guid thread) =>
        (await silo.Threads.Questions(caller, thread, null, 50, Cancel)).Items;

    private static async Task AssertGone(HttpClient client, Guid thread)
    {
        using var read = await client.GetAsync($"/api/v1/rag/threads/{thread}", Cancel);
        using var exported = await client.GetAsync($"/api/v1/rag/threads/{thread}/export", Cancel);
        using var asked = await client.PostAsJsonAsync("/api/v1/rag/query", new { question = "그럼 2023년은?", thread_id = thread }, Cancel);
        var listed = await client.GetFromJsonAsync<JsonElement>("/api/v1/rag/threads", Cancel);

        Assert.All([read, exported, asked], response => Assert.Equal(HttpStatusCode.NotFound, response.StatusCode));
        Assert.Contains("thread_not_found", await asked.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(0, listed.GetProperty("items").GetArrayLength());
    }
}
