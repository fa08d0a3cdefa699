using System.Net.Http.Json;
using System.Text;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>Questions in one's own words over small documents: rows that no list of ours knows, other endings, another language.</summary>
public sealed class FactLookupTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const string Sites = "<h1>Visitors by museum</h1><table><tr><td>Museum</td><td>2025</td><td>2024</td></tr>"
        + "<tr><td>Lighthouse</td><td>1,310</td><td>1,295</td></tr><tr><td>Harbour</td><td>577</td><td>470</td></tr></table>";

    private const string Rates = "<h1>Tonnage of grain (tonnes)</h1><table><tr><td>Port</td><td>Kind</td><td>2024</td><td>2023</td></tr>"
        + "<tr><td rowspan=2>Leith</td><td>Barley</td><td>840</td><td>780</td></tr><tr><td>Wheat</td><td>660</td><td>610</td></tr>"
        + "<tr><td rowspan=2>Odense</td><td>Barley</td><td>590</td><td>610</td></tr><tr><td>Wheat</td><td>240</td><td>210</td></tr></table>";

    private const string Notes = "주차비는 한 달에 7만원이다. 재활용품은 목요일에 내놓는다. 회의실은 3층에 있다.";
    private const string Staff =
        "Fjord Ferries has 90 employees in Bergen. The yard in Alesund opened in 2018. The passenger comfort index was 4.4.";
    private const string Lease = "<h1>Warehouse lease agreement</h1><p>The security deposit is 38,000 dollars.</p>"
        + "<p>Either party may terminate the lease with 60 days written notice.</p>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Sites, "What was the number of visitors of Harbour in 2024?", "Harbour, 2024: 470")]
    [InlineData(Sites, "How many visitors did the Lighthouse museum have?", "Lighthouse, 2025: 1,310")]
    [InlineData(Rates, "What was the tonnage of barley in Odense in 2024?", "Odense Barley, 2024: 590")]
    [InlineData(Lease, "임대차 보증금은 얼마인가?", "The security deposit is 38,000 dollars.")]
    [InlineData(Lease, "해지하려면 며칠 전에 통지해야 하나요?", "Either party may terminate the lease with 60 days written notice.")]
    public async Task A_row_or_a_sentence_answers_in_other_words(string html, string question, string answer)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "paper.html", html);
        using var client = await silo.Client(owner);

        var body = await client.Query(question);

        Assert.StartsWith(answer, body.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Single(body.GetProperty("evidence").EnumerateArray());
    }

    [Theory]
    [InlineData("주차비는 얼마야?")]
    [InlineData("주차비가 얼마예요?")]
    [InlineData("주차비는 얼마인가?")]
    [InlineData("주차비 얼마입니까?")]
    public async Task Endings_and_politeness_never_matter(string question)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "안내.txt", Notes);
        using var client = await silo.Client(owner);

        Assert.Equal("주차비는 한 달에 7만원이다.", (await client.Query(question)).GetProperty("answer").GetString());
        Assert.Equal("재활용품은 목요일에 내놓는다.",
            (await client.Query("재활용품은 언제 내놓는가?")).GetProperty("answer").GetString());
    }

    [Theory]
    [InlineData("How many employees work in Alesund?")]
    [InlineData("What was the employee comfort index?")]
    [InlineData("How many passengers were there in Bergen?")]
    public async Task A_near_miss_is_no_answer(string question)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "staff.txt", Staff);
        using var client = await silo.Client(owner);

        Assert.False((await client.Query(question)).GetProperty("answered").GetBoolean());
    }

    [Theory]
    [InlineData("바다조선의 2021년 매출액은 얼마인가?", "2021년 매출액")]
    [InlineData("바다조선의 2020년 대비 2021년 매출액 증감률은?", "2020년 매출액", "2021년 매출액")]
    [InlineData("바다조선의 매출액은 2020년보다 2021년에 얼마나 늘었나?", "2020년 매출액", "2021년 매출액")]
    [InlineData("바다조선의 2021년 영업이익률은 얼마인가?", "2021년 매출액", "2021년 영업이익")]
    [InlineData("바다조선의 매출액은 2022년보다 2023년에 늘었나요?", "2022년 매출액")]
    public async Task A_year_that_the_statement_does_not_have_is_named_instead_of_another_one(string question, params string[] missing)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "바다조선.html", Statement("바다조선", "억원", "5,230", "4,870", "410", "377"));
        await silo.UploadReady(owner, "산조선.html", Statement("산조선", "억원", "2,021", "2,022", "2,020", "19"));
        using var client = await silo.Client(owner);

        var body = await client.Query(question);

        Assert.False(body.GetProperty("answered").GetBoolean(), body.GetRawText());
        Assert.Equal(missing, body.GetProperty("missing").EnumerateArray().Select(name => name.GetString()).Order());
    }

    [Theory]
    [InlineData("바다조선과 하늘조선의 2024년 영업이익을 비교하라")]
    [InlineData("바다조선과 하늘조선 중 2024년 영업이익이 더 큰 회사는 어디인가?")]
    [InlineData("바다조선과 하늘조선 가운데 2024년 영업이익이 가장 많은 곳은 어디야?")]
    public async Task Korean_companies_are_compared_whatever_the_scale_of_their_statements(string question)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "바다조선.html", Statement("바다조선", "억원", "5,230", "4,870", "410", "377"));
        await silo.UploadReady(owner, "하늘조선.html", Statement("하늘조선", "백만원", "98,500", "91,200", "12,400", "11,050"));
        using var client = await silo.Client(owner);

        var lines = (await client.Query(question)).GetProperty("answer").GetString()!.Split('\n');

        Assert.Equal("영업이익은 바다조선 쪽이 가장 많습니다.", lines[0]);
        Assert.Equal(
            ["바다조선: 2024년 영업이익은 410억 원입니다.", "하늘조선: 2024년 영업이익은 12,400백만 원입니다."], lines[1..].Order());
    }

    private static string Statement(string company, string unit, string revenue, string before, string income, string earlier) =>
        $"<h1>{company} 2024년 실적</h1><table><tr><td>(단위: {unit})</td><td>2024년</td><td>2023년</td></tr>"
            + $"<tr><td>매출액</td><td>{revenue}</td><td>{before}</td></tr>"
            + $"<tr><td>영업이익</td><td>{income}</td><td>{earlier}</td></tr></table>";
}
