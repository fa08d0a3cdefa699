using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>Questions for figures, asked of a whole silo over REST: one sentence, how it was computed, and only what it stands on.</summary>
public sealed class ComputedAnswerTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly string Income = "<h1>Nordwind annual report 2023</h1>"
        + Table(
            "Consolidated income statement", "(USD million)|2023|2022",
            "Revenue|4,210|3,800", "Cost of sales|(2,526)|(2,470)", "Gross profit|1,684|1,330", "Operating income|505|418",
            "Net income|421|342")
        + Table(
            "Consolidated balance sheet", "(USD million)|31 December 2023|31 December 2022",
            "Inventories|380|400", "Total current assets|1,200|900", "Total assets|5,100|4,900", "Accounts payable|310|290",
            "Total current liabilities|0|1,000", "Total liabilities and equity|5,100|4,900", "Total equity|2,040|1,960");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("What was Nordwind's revenue in 2023?", "Revenue in FY2023 was $4,210 million.", 1)]
    [InlineData("What was Nordwind's revenue in 2023 in USD billions?", "Revenue in FY2023 was $4.21 billion.", 1)]
    [InlineData("What was Nordwind's gross margin in 2023?", "Gross margin in FY2023 was 40.0%.", 2)]
    [InlineData("Did Nordwind's net income increase in 2023?",
        "Yes: net income rose 23.1%, from $342 million in FY2022 to $421 million in FY2023.", 1)]
    [InlineData("Did Nordwind's inventories increase from 2022 to 2023?",
        "No: inventories fell 5.0%, from $400 million in FY2022 to $380 million in FY2023.", 1)]
    [InlineData("How much did Nordwind's operating margin change in 2023?",
        "Operating margin rose 1.0 percentage points, from 11.0% in FY2022 to 12.0% in FY2023.", 2)]
    [InlineData("Nordwind의 2023년 매출액은 전년보다 얼마나 늘었나요?",
        "매출액은 2022년 3,800백만 달러에서 2023년 4,210백만 달러로 10.8% 늘었습니다.", 1)]
    [InlineData("Nordwind의 2022년 대비 2023년 매출액 증감률은?",
        "매출액은 2022년 3,800백만 달러에서 2023년 4,210백만 달러로 10.8% 늘었습니다.", 1)]
    [InlineData("Nordwind의 2023년 부채비율은 얼마인가요?", "2023년 부채비율은 150.0%입니다.", 2)]
    [InlineData("By how much did Nordwind's revenue grow in 2023?",
        "Revenue rose 10.8%, from $3,800 million in FY2022 to $4,210 million in FY2023.", 1)]
    [InlineData("Was Nordwind's working capital negative in 2022?", "Yes: working capital in FY2022 was -$100 million.", 2)]
    [InlineData("What is Nordwind's FY2023 DPO? DPO is defined as: 365 * (average accounts payable between FY2022 and FY2023) / (FY2023 "
        + "COGS + change in inventory between FY2022 and FY2023). Round your answer to two decimal places.",
        "DPO in FY2023 was 43.70 days.", 3)]
    [InlineData("What was Nordwind's current ratio in 2023?",
        "Current ratio in FY2023 cannot be computed: Total current liabilities is zero.", 1)]
    public async Task A_figure_is_computed_said_in_a_sentence_and_cited(string question, string sentence, int evidence)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        using var client = await silo.Client(owner);

        var body = await client.Query(question);

        Assert.Equal(sentence, body.GetProperty("answer").GetString());
        Assert.Equal(evidence, body.GetProperty("evidence").GetArrayLength());
        Assert.All(body.GetProperty("evidence").EnumerateArray(), piece => Assert.True(piece.GetProperty("boxes").GetArrayLength() > 0));
    }

    [Fact]
    public async Task Amounts_of_which_one_says_its_scale_and_another_does_not_are_not_computed_with()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", "<h1>Nordwind annual report 2023</h1>"
            + Table("Consolidated income statement", "(USD million)|2023|2022", "Revenue|4,210|3,800", "Net income|421|342")
            + Table("Consolidated balance sheet", "|2023|2022", "Total assets|5,100|4,900", "Total equity|2,040|1,960"));
        using var client = await silo.Client(owner);

        var body = await client.Query("What was Nordwind's return on equity in 2023?");

        Assert.False(body.TryGetProperty("derivation", out _), body.GetRawText());
    }

    [Fact]
    public async Task The_derivation_shows_each_figure_as_printed_with_its_place_and_each_step()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        using var client = await silo.Client(owner);

        var body = await client.Query("How much did Nordwind's gross margin change in 2023?");

        var lines = body.GetProperty("derivation").EnumerateArray().ToList();
        var steps = lines.Where(line => line.GetProperty("evidence").GetArrayLength() == 0).Select(Text);
        Assert.Equal(["2022: 1,330 ÷ 3,800 = 35.0%", "2023: 1,684 ÷ 4,210 = 40.0%", "40.0% − 35.0% = 5.0 percentage points"], steps);
        var figures = lines.Where(line => line.GetProperty("evidence").GetArrayLength() == 1).ToList();
        Assert.Equal(4, figures.Count);
        Assert.All(figures, line => Assert.Equal(1, line.GetProperty("boxes").GetArrayLength()));
    }

    [Theory]
    [InlineData("What is Nordwind's FY2023 ratio? The ratio is defined as: 2 / 3.")]
    [InlineData("Nordwind 2023: is defined as: revenue / total assets")]
    [InlineData("What is the 0 year average of revenue of Nordwind in 2023?")]
    [InlineData("What is Nordwind's FY2023 size? Size is defined as: revenue * revenue * revenue * revenue * revenue.")]
    [InlineData("What is Nordwind's FY2023 rest? Rest is defined as: revenue / (inventories - inventories).")]
    public async Task What_cannot_be_computed_is_answered_all_the_same(string question)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        using var client = await silo.Client(owner);

        var body = await client.Query(question);

        Assert.NotEqual("", body.GetProperty("answer").GetString());
    }

    [Theory]
    [InlineData("What was Nordwind's subscription revenue in 2023?")]
    [InlineData("What was Nordwind's revenue from Mars in 2023?")]
    [InlineData("What was Nordwind's revenue in 1999?")]
    [InlineData("What was Nordwind's interest coverage in 2023?")]
    public async Task A_near_miss_is_not_computed(string question)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        using var client = await silo.Client(owner);

        var body = await client.Query(question);

        Assert.False(body.TryGetProperty("derivation", out var derivation) && derivation.ValueKind == JsonValueKind.Array);
    }

    [Fact]
    public async Task Of_a_report_of_a_quarter_no_day_is_taken_for_the_end_of_the_year()
    {
        var owner = await silo.NewTenant();
        var quarter = "<h1>Nordwind interim report</h1>" + Table(
            "Consolidated balance sheet", "(USD million)|30 September 2023|31 December 2022", "Total assets|5,200|4,900",
            "Total equity|2,010|1,960", "Total current assets|1,150|900");
        await silo.UploadReady(owner, "nordwind-interim.html", quarter);
        using var client = await silo.Client(owner);

        var body = await client.Query("What were Nordwind's total assets in 2023?");

        Assert.False(body.TryGetProperty("derivation", out var derivation) && derivation.ValueKind == JsonValueKind.Array);
    }

    [Theory]
    [InlineData("2분기와 3분기 매출을 비교해줘", "매출은 2025년 2분기 1,200백만 원에서 2025년 3분기 1,500백만 원으로 25.0% 늘었습니다.")]
    [InlineData("한빛기어의 2025년 3분기 영업이익률은 얼마야?", "2025년 3분기 영업이익률은 10.0%입니다.")]
    [InlineData("한빛기어의 1분기, 2분기, 3분기 매출액은?",
        "매출액은 2025년 1분기 1,000백만 원, 2025년 2분기 1,200백만 원, 2025년 3분기 1,500백만 원입니다.")]
    [InlineData("Did revenue increase in the third quarter of 2025 against the second quarter of 2025?",
        "Yes: revenue rose 25.0%, from KRW 1,200 million in Q2 2025 to KRW 1,500 million in Q3 2025.")]
    public async Task Quarters_are_told_apart(string question, string sentence)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "한빛기어-2025-3분기-실적.html", "<h1>2025년 3분기 실적</h1>" + Table(
            "손익계산서", "(단위: 백만원)|2025년 1분기|2025년 2분기|2025년 3분기", "매출액|1,000|1,200|1,500", "매출원가|700|800|1,000",
            "매출총이익|300|400|500", "영업이익|80|110|150"));
        using var client = await silo.Client(owner);

        var body = await client.Query(question);

        Assert.Equal(sentence, body.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task The_quarters_of_a_company_end_as_its_year_does()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "westwind-2023.html", "<h1>Westwind results</h1>" + Table(
            "Consolidated income statement", "(USD million)|Three months ended 31 December 2022|Year ended 30 June 2023",
            "Revenue|900|3,700", "Cost of sales|500|2,000", "Net income|90|400"));
        using var client = await silo.Client(owner);

        var second = await client.Query("What was Westwind's revenue in the second quarter of fiscal 2023?");
        var fourth = await client.Query("What was Westwind's revenue in the fourth quarter of fiscal 2022?");

        Assert.Equal("Revenue in Q2 2023 was $900 million.", second.GetProperty("answer").GetString());
        Assert.False(IsComputed(fourth));
    }

    [Theory]
    [InlineData("Did Nordwind or Suedwind have the higher revenue in 2023?",
        "Revenue was the highest at Suedwind.\nNordwind: Revenue in FY2023 was $4,210 million.\n"
            + "Suedwind: Revenue in FY2023 was $5,310 million.")]
    [InlineData("Compare the gross margin of Nordwind and Suedwind in 2023.",
        "Gross margin was the highest at Suedwind.\nNordwind: Gross margin in FY2023 was 40.0%.\n"
            + "Suedwind: Gross margin in FY2023 was 52.4%.")]
    public async Task Two_companies_are_compared(string question, string answer)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        await silo.UploadReady(owner, "suedwind-2023.html", Income.Replace("Nordwind", "Suedwind", StringComparison.Ordinal)
            .Replace("4,210", "5,310", StringComparison.Ordinal).Replace("1,684", "2,784", StringComparison.Ordinal));
        using var client = await silo.Client(owner);

        var body = await client.Query(question);

        Assert.Equal(Sorted(answer), Sorted(body.GetProperty("answer").GetString()!));
        Assert.Equal(answer.Split('\n')[0], body.GetProperty("answer").GetString()!.Split('\n')[0]);
    }

    [Fact]
    public async Task Companies_are_said_one_by_one_where_one_cannot_be_computed()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        await silo.UploadReady(owner, "suedwind-2023.html", Income.Replace("Nordwind", "Suedwind", StringComparison.Ordinal)
            .Replace("liabilities</td><td>0<", "liabilities</td><td>600<", StringComparison.Ordinal));
        using var client = await silo.Client(owner);

        var body = await client.Query("Compare the current ratio of Nordwind and Suedwind in 2023.");

        Assert.Equal(
            [
                "Nordwind: Current ratio in FY2023 cannot be computed: Total current liabilities is zero.",
                "Suedwind: Current ratio in FY2023 was 2.00.",
            ],
            Sorted(body.GetProperty("answer").GetString()!));
    }

    [Fact]
    public async Task The_newest_filing_says_what_holds_and_the_other_is_named()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        await silo.UploadReady(owner, "nordwind-2024.html", "<h1>Nordwind annual report 2024</h1>" + Table(
            "Consolidated income statement", "(USD million)|2024|2023", "Revenue|4,500|4,190", "Cost of sales|(2,700)|(2,510)",
            "Gross profit|1,800|1,680", "Net income|450|421"));
        using var client = await silo.Client(owner);

        var differing = await client.Query("What was Nordwind's revenue in 2023?");
        var same = await client.Query("What was Nordwind's net income in 2023?");

        Assert.Equal(
            "Revenue in FY2023 was $4,190 million.\n"
                + "Another document says otherwise. nordwind-2023.html: Revenue in FY2023 was $4,210 million.",
            differing.GetProperty("answer").GetString());
        Assert.Equal(["nordwind-2024.html", "nordwind-2023.html"],
            differing.GetProperty("evidence").EnumerateArray().Select(piece => piece.GetProperty("filename").GetString()));
        Assert.Equal("Net income in FY2023 was $421 million.", same.GetProperty("answer").GetString());
    }

    [Theory]
    [InlineData("berrycon-2023.html", "베리콘의 2023년 매출액은 얼마인가요?", "2023년 매출액은 4,210백만 달러입니다.")]
    [InlineData("베리콘-2023.html", "What was Berrycon's revenue in 2023?", "Revenue in FY2023 was $4,210 million.")]
    public async Task A_name_is_known_in_the_other_script(string filename, string question, string sentence)
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, filename, Income.Replace("Nordwind", "The", StringComparison.Ordinal));
        await silo.UploadReady(owner, "suedwind-2023.html", Income.Replace("Nordwind", "Another", StringComparison.Ordinal)
            .Replace("4,210", "5,310", StringComparison.Ordinal));
        using var client = await silo.Client(owner);

        var body = await client.Query(question);

        Assert.Equal(sentence, body.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task What_is_missing_to_compute_it_is_named()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        using var client = await silo.Client(owner);

        var body = await client.Query("What was Nordwind's inventory turnover in 2022?");
        var korean = await client.Query("Nordwind의 2022년 재고자산회전율은 얼마인가요?");

        Assert.False(IsComputed(body));
        Assert.Equal(["inventories, FY2021"], body.GetProperty("missing").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["2021년 재고자산"], korean.GetProperty("missing").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task Each_company_s_own_is_said_where_nobody_is_named()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        await silo.UploadReady(owner, "suedwind-2023.html", Income.Replace("Nordwind", "Suedwind", StringComparison.Ordinal)
            .Replace("4,210", "5,310", StringComparison.Ordinal));
        using var client = await silo.Client(owner);

        var nobody = await client.Query("What was revenue in 2023?");
        var one = await client.Query("What was Suedwind's revenue in 2023?");

        Assert.Equal(
            ["nordwind-2023.html: Revenue in FY2023 was $4,210 million.", "suedwind-2023.html: Revenue in FY2023 was $5,310 million."],
            nobody.GetProperty("answer").GetString()!.Split('\n').Order());
        Assert.Equal("Revenue in FY2023 was $5,310 million.", one.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task Figures_of_a_document_that_may_not_be_read_answer_nothing()
    {
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2023.html", Income);
        var other = await silo.NewUser(owner);
        using var client = await silo.Client(other);

        var body = await client.Query("What was Nordwind's revenue in 2023?");

        Assert.False(body.GetProperty("answered").GetBoolean());
        Assert.DoesNotContain("4,210", body.GetRawText(), StringComparison.Ordinal);
    }

    private static bool IsComputed(JsonElement body) =>
        body.TryGetProperty("derivation", out var derivation) && derivation.ValueKind == JsonValueKind.Array;

    private static IEnumerable<string> Sorted(string lines) => lines.Split('\n').Order();

    private static string Table(string title, params string[] rows) =>
        $"<h2>{title}</h2><table>{string.Concat(rows.Select(Row))}</table>";

    private static string Row(string cells) => $"<tr><td>{cells.Replace("|", "</td><td>", StringComparison.Ordinal)}</td></tr>";

    private static string Text(JsonElement line) => line.GetProperty("text").GetString()!;
}
