using System.Globalization;
using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Questions.Planning;

namespace Preciso.Tests.Questions;

public sealed class FormulaReaderTests
{
    private static readonly FormulaReader Reader = new(Lexicon.Default);

    [Theory]
    [InlineData("gross profit / revenue", "gross profit@0 / revenue@0")]
    [InlineData("FY2021 net income divided by FY2020 total assets", "net income@2021 / total assets@2020")]
    [InlineData(
        "365 * (average accounts payable between FY2019 and FY2020) / (FY2020 COGS + change in inventory between FY2019 and FY2020)",
        "365 * avg(accounts payable@2019, accounts payable@2020) / (cost of sales@2020 + (inventories@2020 - inventories@2019))")]
    [InlineData("capex as a % of revenue", "capital expenditures@0 / revenue@0")]
    [InlineData("(current assets - inventories) / current liabilities", "(current assets@0 - inventories@0) / current liabilities@0")]
    [InlineData("revenue / average total assets", "revenue@0 / avg(total assets@-1, total assets@0)")]
    [InlineData("영업이익 ÷ 매출액", "operating income@0 / revenue@0")]
    [InlineData("short-term debt plus long-term debt", "short-term debt@0 + long-term debt@0")]
    [InlineData("cost of goods sold minus depreciation", "cost of sales@0 - depreciation and amortization@0")]
    public void A_formula_is_read_as_it_is_meant(string text, string formula) => Assert.Equal(formula, Write(Reader.Read(text)!));

    [Theory]
    [InlineData("")]
    [InlineData("((revenue)")]
    [InlineData("revenue / ")]
    [InlineData("/ revenue")]
    [InlineData(")(")]
    public void What_is_no_formula_is_none(string text) => Assert.Null(Reader.Read(text));

    [Fact]
    public void A_hostile_formula_is_none()
    {
        Assert.Null(Reader.Read(new string('(', 5_000) + "revenue" + new string(')', 5_000)));
        Assert.Null(Reader.Read(string.Join(" + ", Enumerable.Repeat("revenue", 5_000))));
    }

    [Fact]
    public void Every_measure_of_the_table_can_be_worked_out_from_things_of_the_lexicon()
    {
        Assert.True(Measures.Default.All.Count > 25);
        Assert.All(Measures.Default.All, measure => Assert.All(
            Measures.Default.Needed(measure.Formula),
            concept => Assert.True(concept.ShownIn.Count > 0 || Measures.Default.Find(concept) is not null, concept.Name)));
    }

    private static string Write(Formula formula) => formula switch
    {
        Constant constant => constant.Value.ToString(CultureInfo.InvariantCulture),
        Operand operand => $"{operand.Concept.Name}@{operand.Period?.Year ?? operand.Offset}",
        Average average => $"avg({string.Join(", ", average.Of.Select(Write))})",
        Operation { Sign: '*' or '/' } operation => $"{Group(operation.Left)} {operation.Sign} {Group(operation.Right)}",
        Operation operation => $"{Write(operation.Left)} {operation.Sign} {Group(operation.Right)}",
        _ => "",
    };

    private static string Group(Formula formula) =>
        formula is Operation { Sign: '+' or '-' } ? $"({Write(formula)})" : Write(formula);
}
