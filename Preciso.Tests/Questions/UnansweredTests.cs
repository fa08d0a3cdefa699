using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Preciso.Documents;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>Why there is no answer, and questions that lean on the one before, over REST.</summary>
public sealed class UnansweredTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Lease = "The lease of the Hamburg warehouse ends on 3 March 2031. The rent is 5\uFFFD500 euros a month.";
    private const string Note = "Employees have 15 days of annual leave. The canteen is open from noon.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("안녕하세요", "no_question")]
    [InlineData("Thank you!", "no_question")]
    [InlineData("얼마야?", "too_vague")]
    [InlineData("그거 언제예요?", "too_vague")]
    [InlineData("How much is it?", "too_vague")]
    [InlineData("Who is the chief pilot of the airship?", "not_found")]
    [InlineData("비행선 조종사는 누구인가요?", "not_found")]
    public async Task A_question_without_an_answer_says_why(string question, string reason)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "note.txt", Note);
        using var client = await silo.Client(owner);

        var body = await client.Query(question);

        Assert.Equal((false, reason), (body.GetProperty("answered").GetBoolean(), body.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Who_has_no_document_is_told_so()
    {
        using var client = await silo.Client(await silo.NewTenant());

        var body = await client.Query("When does the lease end?");

        Assert.Equal("nothing_to_search", body.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_document_that_waits_for_review_is_named_to_those_who_may_see_it_alone()
    {
        var owner = await silo.NewTenant();
        var other = await silo.NewUser(owner);
        var held = await silo.Upload(owner, "lease.txt", Encoding.UTF8.GetBytes(Lease));
        Assert.Equal(DocumentState.NeedsReview, (await silo.Settled(owner, held.DocumentId)).Status);
        using var client = await silo.Client(owner);
        using var stranger = await silo.Client(other);

        var mine = await client.Query("When does the lease of the Hamburg warehouse end?");
        var theirs = await stranger.Query("When does the lease of the Hamburg warehouse end?");
        var another = await client.Query("Who painted the ceiling of the chapel?");

        Assert.Equal("in_review", mine.GetProperty("reason").GetString());
        Assert.Equal("lease.txt", Assert.Single(mine.GetProperty("held").EnumerateArray()).GetProperty("filename").GetString());
        Assert.DoesNotContain("2031", mine.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("nothing_to_search", theirs.GetProperty("reason").GetString());
        Assert.DoesNotContain("lease.txt", theirs.GetRawText(), StringComparison.Ordinal);
        Assert.NotEqual("in_review", another.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_follow_up_is_understood_from_its_own_conversation_alone()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind.html",
            "<h1>Nordwind</h1><h2>Income statement</h2><table><tr><td>(USD million)</td><td>2023</td><td>2022</td></tr>"
                + "<tr><td>Revenue</td><td>4,210</td><td>3,800</td></tr><tr><td>Operating income</td><td>505</td><td>418</td></tr></table>");
        using var client = await silo.Client(owner);

        var first = await client.Query("What was Nordwind's revenue in 2023?");
        var thread = first.GetProperty("thread_id").GetGuid();
        var second = await client.Query("And in 2022?", thread);
        var third = await client.Query("What about operating income?", thread);
        var elsewhere = await client.Query("And in 2022?");
        var kept = await client.GetFromJsonAsync<JsonElement>($"/api/v1/rag/threads/{thread}", Cancel);

        Assert.Equal("Revenue in FY2022 was $3,800 million.", second.GetProperty("answer").GetString());
        Assert.Equal("What was Nordwind's revenue in 2022?", second.GetProperty("understood").GetString());
        Assert.Equal("Operating income in FY2022 was $418 million.", third.GetProperty("answer").GetString());
        Assert.Equal("too_vague", elsewhere.GetProperty("reason").GetString());
        Assert.Contains("operating income in 2022?", kept.GetRawText(), StringComparison.Ordinal);
    }
}
