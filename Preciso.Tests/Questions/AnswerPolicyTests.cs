using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Preciso.Questions;
using Preciso.Tenants;
using Preciso.Tests.Audit;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>What an administrator decides about answers, over REST: flags, roles, measures, each a version of its own.</summary>
public sealed class AnswerPolicyTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Income =
        "<h1>Nordwind</h1><h2>Income statement</h2><table><tr><td>(USD million)</td><td>2023</td><td>2022</td></tr>"
        + "<tr><td>Revenue</td><td>4,210</td><td>3,800</td></tr><tr><td>Operating income</td><td>505</td><td>418</td></tr></table>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_policy_is_replaced_at_its_version_and_is_on_the_audit_trail()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);

        var before = await client.GetFromJsonAsync<AnswerPolicy>("/api/v1/answer-policy", PrecisoJson.Options, Cancel);
        var put = await client.PutAsJsonAsync(
            "/api/v1/answer-policy",
            new { version = 0, cache = false, withheld = new[] { new { role = "viewer", field = "derivation" } } }, Cancel);
        var stale = await client.PutAsJsonAsync("/api/v1/answer-policy", new { version = 0, rerank = false }, Cancel);
        var after = await client.GetFromJsonAsync<AnswerPolicy>("/api/v1/answer-policy", PrecisoJson.Options, Cancel);

        Assert.Equal(new AnswerPolicy(), before! with { Withheld = null });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict), (put.StatusCode, stale.StatusCode));
        Assert.Equal((1, false, true, true, "Admin"), (after!.Version, after.Cache, after.Rerank, after.Compress, after.ChangedBy));
        Assert.Equal([new WithheldField(Role.Viewer, AnswerField.Derivation)], after.Withheld!);
        var line = Assert.Single(await silo.Trail(admin, new(Action: "answer_policies.changed")));
        Assert.Contains("viewer", line.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_decision_again_is_no_other_version()
    {
        var admin = await silo.NewTenant();
        var grain = silo.Grains.Get<IAnswerPolicyGrain>(admin.TenantId, admin);
        WithheldField[] fields = [new(Role.Viewer, AnswerField.Evidence), new(Role.Ops, AnswerField.Answer)];

        await grain.Change(new ChangeAnswerPolicy(0, Withheld: fields));
        var again = await grain.Change(new ChangeAnswerPolicy(1, Withheld: [fields[1], fields[0], fields[1]]));

        Assert.Equal(1, again.Version);
    }

    [Fact]
    public async Task Two_administrators_at_once_make_one_version_and_one_conflict()
    {
        var admin = await silo.NewTenant();
        var grain = silo.Grains.Get<IAnswerPolicyGrain>(admin.TenantId, admin);

        var ended = await Task.WhenAll(
            Outcome(grain.Change(new ChangeAnswerPolicy(0, Cache: false))),
            Outcome(grain.Change(new ChangeAnswerPolicy(0, Rerank: false))));

        Assert.Equal(["changed_meanwhile", "done"], ended.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_but_an_administrator_of_the_company_sees_or_decides()
    {
        var admin = await silo.NewTenant();
        var stranger = await silo.NewTenant();
        using var client = await silo.Client(await silo.NewUser(admin, Role.Reviewer));

        var statuses = new[]
        {
            (await client.GetAsync("/api/v1/answer-policy", Cancel)).StatusCode,
            (await client.GetAsync("/api/v1/measures", Cancel)).StatusCode,
            (await client.PutAsJsonAsync("/api/v1/answer-policy", new { version = 0 }, Cancel)).StatusCode,
            (await client.PutAsJsonAsync("/api/v1/measures", new { version = 0, items = Array.Empty<object>() }, Cancel)).StatusCode,
        };
        var foreign = await Assert.ThrowsAsync<ProblemException>(
            () => silo.Grains.Get<IAnswerPolicyGrain>(admin.TenantId, stranger).Change(new ChangeAnswerPolicy(0, Cache: false)));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.Forbidden, status));
        Assert.Equal("tenant_not_found", foreign.Code);
    }

    [Fact]
    public async Task A_measure_of_its_own_is_computed_for_this_company_and_for_no_other()
    {
        var admin = await silo.NewTenant();
        var other = await silo.NewTenant();
        await silo.UploadReady(admin, "nordwind-2023.html", Income);
        await silo.UploadReady(other, "nordwind-2023.html", Income);
        using var client = await silo.Client(admin);
        const string korean = "Nordwind의 2023년 수익 지수는 얼마인가요?";

        var before = await silo.Ask(admin, korean);
        var put = await client.PutAsJsonAsync("/api/v1/measures", Measures(0, "수익 지수|earning index", "영업이익 / 매출 * 100", "percent"), Cancel);
        var answers = new[] { await silo.Ask(admin, korean), await silo.Ask(admin, "What was the earning index in 2022?") };
        var others = await silo.Ask(other, korean);

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.DoesNotContain("12.0%", before.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["2023년 수익 지수는 12.0%입니다.", "Earning index in FY2022 was 11.0%."], answers.Select(answer => answer.Text));
        Assert.Contains(answers[0].Derivation!, line => line.Text == "2023: 505 ÷ 4,210 = 12.0%");
        Assert.Equal(1, answers[0].Trace!.Measures);
        Assert.Null(others.Derivation);
    }

    [Fact]
    public async Task A_measure_that_is_changed_or_removed_is_no_longer_computed_as_before()
    {
        var admin = await silo.NewTenant();
        await silo.UploadReady(admin, "nordwind-2023.html", Income);
        var grain = silo.Grains.Get<IAnswerPolicyGrain>(admin.TenantId, admin);
        var index = new OwnMeasure(["earning index"], "operating income / revenue", MeasureKind.Percent);
        const string question = "What was Nordwind's earning index in 2023?";
        await grain.ChangeMeasures(new ChangeMeasures(0, [index]));
        var first = await silo.Ask(admin, question);

        var turned = index with { Formula = "revenue / operating income", Kind = MeasureKind.Times };
        await grain.ChangeMeasures(new ChangeMeasures(1, [turned]));
        var changed = await silo.Ask(admin, question);
        await grain.ChangeMeasures(new ChangeMeasures(2, []));
        var removed = await silo.Ask(admin, question);

        Assert.Contains("12.0%", first.Text, StringComparison.Ordinal);
        Assert.Contains("8.3", changed.Text, StringComparison.Ordinal);
        Assert.Null(removed.Derivation);
    }

    [Fact]
    public async Task A_measure_that_is_not_understood_is_refused_with_what_to_do()
    {
        var admin = await silo.NewTenant();
        using var client = await silo.Client(admin);

        var unknown = await client.PutAsJsonAsync("/api/v1/measures", Measures(0, "우리 지수", "영업이익 / 우주선", "times"), Cancel);
        var empty = await client.PutAsJsonAsync("/api/v1/measures", new { version = 0, items = new object?[] { null } }, Cancel);
        var trial = await client.PostAsJsonAsync(
            "/api/v1/measures/check", new { measure = new OwnMeasure(["우리 지수"], "영업이익 / 매출", MeasureKind.Times) }, PrecisoJson.Options,
            Cancel);

        var problem = await unknown.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (unknown.StatusCode, empty.StatusCode));
        Assert.Equal("measure_figure_unknown", problem.GetProperty("code").GetString());
        Assert.Contains("우주선", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("operating income ÷ revenue", await trial.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flags_are_in_the_trace_and_decide_how_evidence_comes()
    {
        var admin = await silo.NewTenant();
        var sentences = Enumerable.Range(0, 12).Select(i => $"The canteen of floor {i} serves meals from noon until two in the afternoon.");
        await silo.UploadReady(admin, "canteen.txt", string.Join(' ', sentences) + " The warranty period of the mill is eighteen months.");
        const string question = "What is the warranty period of the mill?";
        var narrowed = await silo.Ask(admin, question);

        await silo.Grains.Get<IAnswerPolicyGrain>(admin.TenantId, admin).Change(new ChangeAnswerPolicy(0, Rerank: false, Compress: false));
        var whole = await silo.Ask(admin, question);

        Assert.Equal(new AnswerTrace(1, 0, Cache: true, Rerank: false, Compress: false), whole.Trace);
        Assert.Contains("eighteen months", whole.Text, StringComparison.Ordinal);
        Assert.True(narrowed.Evidence[0].Snippet.Length < whole.Evidence[0].Snippet.Length);
        Assert.Contains("floor 0", whole.Evidence[0].Snippet, StringComparison.Ordinal);
        Assert.True(narrowed.Evidence[0].Boxes.Count < whole.Evidence[0].Boxes.Count);
        var step = (await silo.Jobs.Get(admin, whole.JobId, Cancel)).Steps.Single(step => step.Name == "answer");
        Assert.Equal((1d, 0d, 0d, 1d), (step.Figures["policy"], step.Figures["rerank"], step.Figures["compress"], step.Figures["cache"]));
    }

    private static object Measures(int version, string names, string formula, string kind) =>
        new { version, items = new[] { new { names = names.Split('|'), formula, kind } } };

    private static async Task<string> Outcome(Task change)
    {
        try
        {
            await change;
            return "done";
        }
        catch (ProblemException refused)
        {
            return refused.Code;
        }
    }
}
