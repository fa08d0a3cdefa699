using System.Globalization;
using System.Net;
using System.Text;
using Preciso.Documents;
using Preciso.Reading.Facts;

namespace Preciso.Tests.Reading.Facts;

/// <summary>
/// Random figures in each country's print, under units in random spellings and places, written in each format: every number comes back as
/// printed, and what it amounts to is right.
/// </summary>
public sealed class RandomFiguresTests : IAsyncDisposable
{
    private static readonly (string Unit, decimal Scale, string? Currency)[] Units =
    [
        ("KRW million", 1_000_000, "KRW"), ("in KRW millions", 1_000_000, "KRW"), ("USD mn", 1_000_000, "USD"), ("US$ m", 1_000_000, "USD"),
        ("In EUR '000", 1_000, "EUR"), ("€k", 1_000, "EUR"), ("mEUR", 1_000_000, "EUR"), ("TEUR", 1_000, "EUR"),
        ("Mio. €", 1_000_000, "EUR"),
        ("₩ in billions", 1_000_000_000, "KRW"), ("thousands of dollars", 1_000, "USD"),
        ("$ in millions, except per share data", 1_000_000, "USD"),
        ("단위: 백만원", 1_000_000, "KRW"), ("단위: 억원, %", 100_000_000, "KRW"), ("천원", 1_000, "KRW"), ("조원", 1_000_000_000_000, "KRW"),
        ("CHF million", 1_000_000, "CHF"), ("£bn", 1_000_000_000, "GBP"), ("₹ crore", 10_000_000, "INR"), ("in thousands", 1_000, null),
    ];

    private static readonly string[] Labels =
        ["Revenue", "Cost of sales", "Operating profit", "매출액", "영업이익", "Umsatzerlöse", "Net debt", "재고자산", "Goodwill", "Trade payables"];

    private readonly ReadingWorld _world = new();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_number_comes_back_with_its_value_and_its_scale(int seed)
    {
        var table = Table.Make(new Random(seed));

        Assert.Equal(table.Expected, await Read(Encoding.UTF8.GetBytes(table.Html()), "a.html"));
        Assert.Equal(table.Expected, await Read(Encoding.UTF8.GetBytes(table.Csv()), "a.csv"));
        Assert.Equal(table.Expected, await Read(Packages.Xlsx([("Sheet1", table.Sheet())]), "a.xlsx"));
    }

    private async Task<string> Read(byte[] file, string name)
    {
        var reader = new FactReader(name);
        var facts = (await _world.Read(file, name)).SelectMany(page => reader.Read(page).Facts);
        return string.Join('\n', facts.Select(fact => Print(fact.Printed, fact.Amount, fact.Currency, fact.Unit)));
    }

    private static string Print(string printed, decimal? amount, string? currency, string? unit) =>
        $"{printed} = {amount?.ToString("0.##########", CultureInfo.InvariantCulture)} {currency}{unit}";

    /// <summary>Rows of cells, the unit in one of the places where units stand.</summary>
    private sealed record Table(string? Title, List<List<string>> Rows, string Expected)
    {
        public static Table Make(Random random)
        {
            var (unit, scale, currency) = Units[random.Next(Units.Length)];
            var style = random.Next(5);
            var place = random.Next(5);
            var years = Enumerable.Range(0, random.Next(2, 5)).Select(i => 2024 - i).ToList();
            var decimals = years.ConvertAll(_ => random.Next(3));
            var expected = new List<string>();
            var stub = place == 0 ? unit : place == 1 ? $"Item ({unit})" : "Item";
            List<string> heads = [stub, .. years.Select(year => place == 2 ? $"{year} ({unit})" : $"{year}")];
            var rows = new List<List<string>> { heads };
            var labels = random.GetItems(Labels, random.Next(3, 8)).Distinct().ToList();
            for (var row = 0; row < labels.Count; row++)
            {
                // The first row proves how numbers are printed; the others may each be read in two ways.
                var cells = decimals.ConvertAll(most => row == 0
                    ? Cell(random, style, 1_234_567.25m, 2)
                    : Cell(random, style, Some(random, most), most));
                expected.AddRange(cells.Select(cell => Print(cell.Printed, cell.Value * scale, currency, null)));
                rows.Add([place == 3 ? $"{labels[row]} ({unit})" : labels[row], .. cells.Select(cell => cell.Printed)]);
            }

            var shares = years.ConvertAll(_ => Cell(random, style, Some(random, 1) / 100_000, 1));
            expected.AddRange(shares.Select(cell => Print(cell.Printed, cell.Value / 100, null, "%")));
            rows.Add(["Margin (%)", .. shares.Select(cell => cell.Printed)]);
            var people = years.ConvertAll(_ => Cell(random, style, random.Next(1_000, 90_000), 0, isSigned: false));
            expected.AddRange(people.Select(cell => Print(cell.Printed, cell.Value, null, null)));
            rows.Add(["Headcount", .. people.Select(cell => cell.Printed)]);
            return new Table(place == 4 ? $"({unit})" : null, rows, string.Join('\n', expected));
        }

        public string Html() =>
            $"<html><body><h1>Figures</h1>{(Title is null ? "" : $"<p>{WebUtility.HtmlEncode(Title)}</p>")}<table>"
            + string.Concat(Rows.Select(
                row => "<tr>" + string.Concat(row.Select(cell => $"<td>{WebUtility.HtmlEncode(cell)}</td>")) + "</tr>"))
            + "</table></body></html>";

        public string Csv() => string.Concat(Over.Concat(Rows).Select(row => string.Join(',', row.Select(cell => $"\"{cell}\"")) + "\n"));

        public string Sheet() => "<sheetData>" + string.Concat(Over.Concat(Rows).Select(row => "<row>" + string.Concat(row.Select(
            cell => $"<c t=\"inlineStr\"><is><t>{WebUtility.HtmlEncode(cell)}</t></is></c>")) + "</row>")) + "</sheetData>";

        private IEnumerable<List<string>> Over => Title is null ? [] : [[Title]];

        private static decimal Some(Random random, int decimals) =>
            Math.Round((decimal)(Math.Pow(10, 2 + (random.NextDouble() * 5)) * (1 + random.NextDouble())), decimals);

        private static (string Printed, decimal Value) Cell(Random random, int style, decimal value, int decimals, bool isSigned = true)
        {
            value = Math.Round(value, decimals);
            var printed = Figure(style, value, decimals);
            return (isSigned ? random.Next(12) : 12) switch
            {
                0 => ($"({printed})", -value),
                1 => ($"-{printed}", -value),
                2 => ($"−{printed}", -value),
                3 => ($"△{printed}", -value),
                4 => ($"{printed}-", -value),
                5 => ($"{printed} CR", -value),
                6 => ($"{printed} DR", value),
                _ => (printed, value),
            };
        }

        private static string Figure(int style, decimal value, int decimals)
        {
            var english = value.ToString("N" + decimals, CultureInfo.InvariantCulture);
            return style switch
            {
                0 => english,
                1 => string.Concat(english.Select(c => c == ',' ? '.' : c == '.' ? ',' : c)),
                2 => english.Replace(',', ' ').Replace('.', ','),
                3 => english.Replace(',', '\''),
                _ => Lakh(value, decimals),
            };
        }

        private static string Lakh(decimal value, int decimals)
        {
            var digits = value.ToString("F" + decimals, CultureInfo.InvariantCulture).Split('.');
            var (head, tail) = digits[0].Length > 3 ? (digits[0][..^3], digits[0][^3..]) : ("", digits[0]);
            while (head.Length > 0)
            {
                (tail, head) = ((head.Length > 2 ? head[^2..] : head) + "," + tail, head.Length > 2 ? head[..^2] : "");
            }

            return digits.Length > 1 ? $"{tail}.{digits[1]}" : tail;
        }
    }
}
