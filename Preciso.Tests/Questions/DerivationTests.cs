using System.Globalization;
using System.Text.RegularExpressions;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>Random formulas over a random statement: the answer is what decimal arithmetic gives, from the cells that it names.</summary>
public sealed partial class DerivationTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int Formulas = 200;
    private const int Seed = 20_261_130;
    private static readonly int[] Years = [2024, 2023, 2022];
    private static readonly string[] Flows = ["Revenue", "Cost of sales", "Operating income", "Interest expense", "Net income"];
    private static readonly string[] Stocks =
        ["Inventories", "Accounts receivable", "Total current assets", "Total assets", "Accounts payable", "Total current liabilities"];

    [Fact]
    public async Task Every_formula_comes_to_what_decimal_arithmetic_gives()
    {
        var random = new Random(Seed);
        var printed = Flows.Concat(Stocks).SelectMany(row => Years.Select(year => (row, year)))
            .ToDictionary(cell => cell, _ => random.Next(100, 90_000));
        var owner = await silo.NewTenant();
        await silo.UploadReady(owner, "nordwind-2024.html", "<h1>Nordwind annual report 2024</h1>"
            + Table("Consolidated income statement", "{0}", Flows) + Table("Consolidated balance sheet", "31 December {0}", Stocks));

        for (var i = 0; i < Formulas; i++)
        {
            var (text, value, cells) = Ratio(random);
            var answer = await silo.Ask(owner,
                $"What is Nordwind's FY2024 ratio? The ratio is defined as: {text}. Round your answer to four decimal places.");

            Assert.True(Result().Match(answer.Text) is { Success: true }, $"{text}: {answer.Text}");
            var said = decimal.Parse(Result().Match(answer.Text).Value, NumberStyles.Number, CultureInfo.InvariantCulture);
            Assert.True(said == Math.Round(value, 4, MidpointRounding.AwayFromZero), $"{text} is {value}: {answer.Text}");
            Assert.All(cells, cell => Assert.Contains(answer.Derivation!, line =>
                line.Text.StartsWith(cell.Row, StringComparison.Ordinal) && line.Text.Contains($"{cell.Year}", StringComparison.Ordinal)
                && line.Text.Contains(Print(printed[cell]), StringComparison.Ordinal)));
        }

        string Table(string title, string head, string[] rows) => $"<h2>{title}</h2><table>"
            + Row("(USD million)", year => string.Format(CultureInfo.InvariantCulture, head, year))
            + $"{string.Concat(rows.Select(row => Row(row, year => Print(printed[(row, year)]))))}</table>";

        (string Text, decimal Value, List<(string Row, int Year)> Cells) Ratio(Random from)
        {
            var cells = new List<(string Row, int Year)>();
            var (over, above) = Sum(from, from.Next(1, 4), "+-", cells);
            var (under, below) = Sum(from, from.Next(1, 3), "+", cells);
            var days = from.Next(4) == 0;
            return ($"{(days ? "365 * " : "")}({over}) / ({under})", (days ? 365 : 1) * above / below, cells);
        }

        (string Text, decimal Value) Sum(Random from, int parts, string signs, List<(string Row, int Year)> cells)
        {
            var (text, sum) = Part(from, cells);
            for (var i = 1; i < parts; i++)
            {
                var (sign, (more, value)) = (signs[from.Next(signs.Length)], Part(from, cells));
                (text, sum) = ($"{text} {sign} {more}", sign == '-' ? sum - value : sum + value);
            }
            return (text, sum);
        }

        (string Text, decimal Value) Part(Random from, List<(string Row, int Year)> cells)
        {
            var rows = from.Next(2) == 0 ? Flows : Stocks;
            var (row, year) = (rows[from.Next(rows.Length)], Years[from.Next(2)]);
            cells.Add((row, year));
            if (from.Next(4) > 0)
            {
                return ($"FY{year} {row.ToLowerInvariant()}", printed[(row, year)]);
            }
            cells.Add((row, year - 1));
            var mean = (printed[(row, year)] + printed[(row, year - 1)]) / 2m;
            return ($"(average {row.ToLowerInvariant()} between FY{year - 1} and FY{year})", mean);
        }
    }

    private static string Row(string label, Func<int, string> cell) =>
        $"<tr><td>{label}</td>{string.Concat(Years.Select(year => $"<td>{cell(year)}</td>"))}</tr>";

    private static string Print(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?[\d,]+\.\d{4}", RegexOptions.CultureInvariant)]
    private static partial Regex Result();
}
