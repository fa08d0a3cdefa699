using System.Globalization;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>Two filings of each company print the same figures, in other scales; in half of them one figure is another.</summary>
public sealed class ConflictTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int Seed = 20_261_201;
    private const double Enough = 0.95;

    private static readonly string[] Companies =
    [
        "Arvon", "Belcor", "Cintra", "Delmar", "Ekholm", "Fintech", "Garland", "Halmer", "Indico", "Jarvik",
        "Kestrel", "Lumina", "Morvan", "Norvell", "Ostrava", "Palmer", "Quintal", "Rosmar", "Selvik", "Tarnow",
    ];

    private static readonly (string Row, string Korean)[] Flows =
    [
        ("Net sales", "매출액"), ("Cost of sales", "매출원가"), ("Gross profit", "매출총이익"), ("Operating income", "영업이익"),
        ("Net income", "당기순이익"),
    ];

    private static readonly (string Row, string Korean)[] Stocks =
    [
        ("Inventories", "재고자산"), ("Total current assets", "유동자산"), ("Total assets", "자산총계"), ("Total current liabilities", "유동부채"),
        ("Total liabilities", "부채총계"),
    ];

    [Fact]
    public async Task Two_hundred_planted_conflicts_are_found_and_none_is_made_up()
    {
        var random = new Random(Seed);
        var owner = await silo.NewTenant();
        var asked = new List<(string Question, bool IsConflict)>();
        foreach (var company in Companies)
        {
            var first = Flows.Concat(Stocks).ToDictionary(row => row.Row, _ => random.Next(1_000, 90_000) * 1_000L);
            var other = first.Keys.Where((_, i) => (i + company[0]) % 2 == 0)
                .ToDictionary(row => row, row => first[row] + (random.Next(1, 900) * 1_000L));
            var second = first.ToDictionary(figure => figure.Key, figure => other.GetValueOrDefault(figure.Key, figure.Value));
            var file = company.ToLowerInvariant();
            await silo.UploadReady(owner, $"{file}-annual-report-2025.html", Report(company, first, 1_000, "USD million"));
            await silo.UploadReady(owner, $"{file}-fact-book-2025.html", Report(company, second, 1, "USD thousand"));
            asked.AddRange(Flows.Concat(Stocks).SelectMany(row => new[]
            {
                ($"What was {company}'s {row.Row.ToLowerInvariant()} in 2025?", other.ContainsKey(row.Row)),
                ($"{company}의 2025년 {row.Korean} 얼마야?", other.ContainsKey(row.Row)),
            }));
        }

        var found = 0;
        var madeUp = new List<string>();
        foreach (var (question, isConflict) in asked)
        {
            var answer = await silo.Ask(owner, question);
            Assert.True(answer.Derivation is not null, $"{question}: {answer.Text}");
            var isShown = answer.Evidence.Select(piece => piece.DocumentId).Distinct().Count() == 2 && answer.Text.Contains('\n');
            found += isConflict && isShown ? 1 : 0;
            if (!isConflict && isShown)
            {
                madeUp.Add($"{question} {answer.Text}");
            }
        }

        var planted = asked.Count(question => question.IsConflict);
        Assert.Equal(200, planted);
        Assert.True(found >= Enough * planted, $"{found} of {planted} conflicts are shown");
        Assert.True(madeUp.Count <= (1 - Enough) * planted, $"both agree, but: {string.Join("; ", madeUp)}");
    }

    private static string Report(string company, Dictionary<string, long> figures, int scale, string unit)
    {
        return $"<h1>{company} 2025</h1>" + Table("Consolidated income statement", "2025", Flows)
            + Table("Consolidated balance sheet", "31 December 2025", Stocks);

        string Table(string title, string period, (string Row, string Korean)[] rows) =>
            $"<h2>{title}</h2><table><tr><td>({unit})</td><td>{period}</td></tr>{string.Concat(rows.Select(row => Row(row.Row)))}</table>";

        string Row(string row) =>
            $"<tr><td>{row}</td><td>{(figures[row] / scale).ToString("#,0", CultureInfo.InvariantCulture)}</td></tr>";
    }
}
