using System.Text.Json;
using Dapper;
using Npgsql;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Caching;
using Preciso.Questions;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>
/// Under which digest an answer is kept: over companies that change at random, two are equal exactly where all is equal that an answer
/// depends on, and what was kept under one is found under no other.
/// </summary>
public sealed class AnswerKeyTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int Seed = 20_261_130;
    private const int Changes = 60;
    private const int Pairs = 10_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answer_crosses_to_another_company_person_permission_version_or_decision()
    {
        var random = new Random(Seed);
        await using var owner = new NpgsqlConnection(silo.ConnectionString);
        var world = new SightWorld(owner, random);
        await world.Found(silo, tenants: 2, people: 5, documents: 8);
        var asked = new List<(string Key, string Depends)>();
        for (var i = 0; i <= Changes; i++)
        {
            foreach (var (tenant, user) in world.People)
            {
                var only = random.Next(3) > 0 ? null : random.GetItems(world.DocumentsOf(tenant).ToArray(), 2).Distinct().ToList();
                var question = new AskQuestion(random.Next(2) == 0 ? "매출은?" : "What is revenue?", random.Next(3) == 0 ? 4 : 5, only);
                var depends = $"{world.Sight(tenant, user, only)} {question.Question} {question.TopK}";
                asked.Add((await KeyThatFindsOnlyItsOwn(owner, tenant, user, question, depends), depends));
            }
            await world.Change();
        }

        var (differing, repeated) = (0, 0);
        for (var a = 0; a < asked.Count; a++)
        {
            for (var b = a + 1; b < asked.Count; b++)
            {
                var same = asked[a].Depends == asked[b].Depends;
                if (same != (asked[a].Key == asked[b].Key))
                {
                    Assert.Fail($"{asked[a].Depends}\n{asked[b].Depends}");
                }
                (differing, repeated) = same ? (differing, repeated + 1) : (differing + 1, repeated);
            }
        }
        Assert.True(differing >= Pairs, $"{differing} pairs that differ are too few.");
        Assert.True(repeated > 100, $"{repeated} pairs that are the same are too few.");
    }

    [Theory]
    [InlineData(" 매출은\t얼마인가?\n", "매출은 얼마인가?", true)]
    [InlineData("\u1106\u1162\u110E\u116E\u11AF", "매출", true)] // the same syllables, put together from their letters
    [InlineData("매출은 얼마인가?", "매출은 얼마인가", false)]
    [InlineData("Revenue?", "revenue?", false)]
    [InlineData("\uFF12024년 매출은?", "2024년 매출은?", false)]
    public void Only_spaces_and_how_letters_are_put_together_make_no_difference(string one, string other, bool same)
    {
        Assert.Equal(same, AnswerKey.Normal(one) == AnswerKey.Normal(other));
    }

    /// <summary>What it finds was kept where all was equal; then it keeps its own.</summary>
    private async Task<string> KeyThatFindsOnlyItsOwn(
        NpgsqlConnection owner, Guid tenant, Guid user, AskQuestion question, string depends)
    {
        var jobId = await KeepJob(owner, tenant, user, depends);
        var job = new ClaimedJob(
            jobId, tenant, user, Snake.Case(Role.Analyst), AskQuestion.JobKind, "interactive", null, 1, 1, null, true, Guid.Empty);
        var (key, found) = await silo.Database.Snapshot(
            tenant,
            async connection =>
            {
                var basis = await AskBasis.Read(connection, job, question, Cancel);
                var digest = AnswerKey.Make(job.Caller, question, basis);
                return (digest, await AnswerCache.Find(connection, job.Caller, digest, Cancel));
            },
            Cancel);
        Assert.True(found is null || found.Text == depends, $"{depends} has the answer of\n{found?.Text}");
        await silo.Database.Write(tenant, [AnswerCache.Keep(job, key)], Cancel);
        return Convert.ToHexString(key);
    }

    /// <summary>A job that is done, with an answer that says what it depends on.</summary>
    private static async Task<Guid> KeepJob(NpgsqlConnection owner, Guid tenant, Guid user, string depends)
    {
        var id = Guid.CreateVersion7();
        var result = JsonSerializer.Serialize(
            new Answer(true, depends, [], id, new(0, 0, 0)), PrecisoJson.Options);
        await owner.ExecuteAsync(
            """
            INSERT INTO jobs (job_id, tenant_id, user_id, kind, lane, key, state, attempt, max_attempts, run_at, created_at, ended_at,
                              result)
            VALUES (@id, @tenant, @user, 'ask', 'interactive', @id::text, 'completed', 1, 1, now(), now(), now(), @result::jsonb)
            """,
            new { id, tenant, user, result });
        return id;
    }
}
