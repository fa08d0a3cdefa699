using System.Text;
using Dapper;
using Npgsql;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>The same question of the same person has its answer again, until anything that it stands on is another.</summary>
public sealed class CachedAnswerTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Text = "2024년 매출은 1,234억 원이다.\n\n영업이익은 56억 원이다.";
    private const string Question = "2024년 매출은 얼마인가?";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_question_has_the_same_answer_again_and_says_from_where()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "보고서.txt", Text);

        var first = await silo.Ask(user, Question);
        var again = await silo.Ask(user, $"  {Question} ");
        var third = await silo.Ask(user, Question);

        Assert.Null(first.Trace!.CachedFrom);
        Assert.All([again, third], answer => Assert.Equal(first.JobId, answer.Trace!.CachedFrom));
        Assert.Equal(3, new[] { first.JobId, again.JobId, third.JobId }.Distinct().Count());
        Assert.NotEqual(first.ThreadId, again.ThreadId);
        Assert.Equal(first.Text, again.Text);
        Assert.Equivalent((first.Evidence, first.Statements), (again.Evidence, again.Statements), strict: true);
        Assert.Equal(["cached"], (await silo.Jobs.Get(user, again.JobId, Cancel)).Steps.Select(step => step.Name));
        Assert.Equal(again.Text, (await silo.Threads.Questions(user, again.ThreadId!.Value, null, 1, Cancel)).Items[0].Answer!.Text);
    }

    [Fact]
    public async Task A_follow_up_has_the_answer_of_the_question_that_it_comes_to()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "nordwind.html",
            "<h1>Nordwind</h1><h2>Income statement</h2><table><tr><td>(USD million)</td><td>2023</td><td>2022</td></tr>"
                + "<tr><td>Revenue</td><td>4,210</td><td>3,800</td></tr><tr><td>Operating income</td><td>505</td><td>418</td></tr></table>");
        var alone = await silo.Ask(user, "What was Nordwind's revenue in 2022?");
        var before = await silo.Ask(user, "What was Nordwind's revenue in 2023?");

        var followed = await silo.Questions.Ask(user, new AskQuestion("And in 2022?", ThreadId: before.ThreadId), null, Cancel);

        Assert.Equal(alone.JobId, followed.Trace!.CachedFrom);
        Assert.Equal("What was Nordwind's revenue in 2022?", followed.Understood);
        Assert.Null(alone.Understood);
    }

    [Fact]
    public async Task Another_person_who_sees_the_same_learns_nothing_of_who_asked_before()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var document = await silo.UploadReady(owner, "보고서.txt", Text);
        await File(owner, document).Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        await silo.Ask(owner, Question);

        var others = await silo.Ask(reader, Question);

        Assert.Null(others.Trace!.CachedFrom);
    }

    [Fact]
    public async Task After_a_revoke_the_next_request_is_answered_anew()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var document = await silo.UploadReady(owner, "보고서.txt", Text);
        await File(owner, document).Share(new ShareDocument(reader.UserId, null, SharePermission.Read));
        await silo.Ask(reader, Question);
        Assert.NotNull((await silo.Ask(reader, Question)).Trace!.CachedFrom);

        await File(owner, document).Unshare(new UnshareDocument(reader.UserId, null));
        var after = await silo.Ask(reader, Question);

        Assert.Equal((false, null), (after.Answered, after.Trace!.CachedFrom));
        Assert.Empty(after.Evidence);
    }

    [Fact]
    public async Task Who_has_left_the_team_that_could_read_it_is_answered_anew()
    {
        var owner = await silo.NewTenant();
        var reader = await silo.NewUser(owner);
        var team = await silo.NewTeam(owner, reader);
        var document = await silo.UploadReady(owner, "보고서.txt", Text);
        await File(owner, document).Share(new ShareDocument(null, team, SharePermission.Read));
        Assert.True((await silo.Ask(reader, Question)).Answered);

        await silo.Grains.Get<ITeamGrain>(team, owner).RemoveMember(new RemoveTeamMember(reader.UserId));
        var after = await silo.Ask(reader, Question);

        Assert.False(after.Answered);
    }

    [Fact]
    public async Task A_document_that_is_deleted_or_comes_into_being_ends_it()
    {
        var user = await silo.NewTenant();
        var document = await silo.UploadReady(user, "보고서.txt", Text);
        await silo.Ask(user, Question);

        await silo.UploadReady(user, "다른 보고서.txt", "2024년 매출은 1,300억 원이다.");
        var withAnother = await silo.Ask(user, Question);
        await File(user, document).Delete(new DeleteDocument());
        var without = await silo.Ask(user, Question);

        Assert.Null(withAnother.Trace!.CachedFrom);
        Assert.Null(without.Trace!.CachedFrom);
        Assert.DoesNotContain("1,234", without.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_figure_ends_it_at_once_and_again_when_the_facts_follow()
    {
        var user = await silo.NewTenant();
        var uploaded = await silo.Upload(
            user, "nordwind.csv", Encoding.UTF8.GetBytes("Item,2024,2023\nRevenue,\"1,234\",\"1,100\"\nOperating income,200,150\n"));
        await silo.Settled(user, uploaded.DocumentId);
        const string question = "What was Nordwind's revenue in 2024?";
        Assert.Contains("1,234", (await silo.Ask(user, question)).Text, StringComparison.Ordinal);

        await File(user, uploaded.DocumentId).CorrectCell(new CorrectCell(1, 0, 1, 1, "1,284", 0));
        var next = await silo.Ask(user, question);

        Assert.Null(next.Trace!.CachedFrom);
        await Eventually.True(
            async () => (await silo.Ask(user, question)).Text.Contains("1,284", StringComparison.Ordinal), Soon);
    }

    [Fact]
    public async Task What_the_tenant_decides_ends_it_and_can_switch_it_off()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "보고서.txt", Text);
        await silo.Ask(user, Question);
        var policy = silo.Grains.Get<IAnswerPolicyGrain>(user.TenantId, user);

        await policy.ChangeMeasures(new ChangeMeasures(0, [new OwnMeasure(["수익 지수"], "영업이익 / 매출", MeasureKind.Times)]));
        var afterMeasures = await silo.Ask(user, Question);
        await policy.Change(new ChangeAnswerPolicy(0, Cache: false));
        var off = new[] { await silo.Ask(user, Question), await silo.Ask(user, Question) };

        Assert.Null(afterMeasures.Trace!.CachedFrom);
        Assert.All(off, answer => Assert.Equal(new AnswerTrace(1, 1, Cache: false, Rerank: true, Compress: true), answer.Trace));
    }

    [Fact]
    public async Task What_is_so_old_and_the_oldest_of_too_many_are_forgotten()
    {
        var user = await silo.NewTenant();
        await silo.UploadReady(user, "보고서.txt", Text);
        foreach (var question in (string[])[Question, "영업이익은?", "매출은?"])
        {
            await silo.Ask(user, question);
        }
        await using var owner = new NpgsqlConnection(silo.ConnectionString);
        var mine = new { user.TenantId };
        await owner.ExecuteAsync(
            "UPDATE cached_answers SET kept_at = now() - interval '8 days' WHERE key = (SELECT key FROM cached_answers "
                + "WHERE tenant_id = @TenantId LIMIT 1)", mine);
        const string count = "SELECT count(*) FROM cached_answers WHERE tenant_id = @TenantId";

        await owner.ExecuteAsync("SELECT forget_answers(interval '7 days', 100)");
        var young = await owner.ExecuteScalarAsync<long>(count, mine);
        await owner.ExecuteAsync("SELECT forget_answers(interval '7 days', 1)");

        Assert.Equal((2, 1), (young, await owner.ExecuteScalarAsync<long>(count, mine)));
    }

    private IDocumentGrain File(Caller caller, Guid document) => silo.Grains.Get<IDocumentGrain>(document, caller);
}
