using Preciso.Grains.Questions.Computing;
using Preciso.Questions;

namespace Preciso.Tests.Questions;

/// <summary>Which measures a tenant may add to those that everybody has, and how they are understood.</summary>
public sealed class OwnMeasuresTests
{
    private static readonly OwnMeasure Index = new(["수익 지수", "earning index"], "영업이익 / 매출", MeasureKind.Times);

    [Theory]
    [InlineData("영업이익 / 매출", MeasureKind.Times, "영업이익 ÷ 매출액", "operating income ÷ revenue")]
    [InlineData("operating profit / net sales * 100", MeasureKind.Percent, "영업이익 ÷ 매출액", "operating income ÷ revenue")]
    [InlineData("100 * 영업이익 / 매출", MeasureKind.Percent, "영업이익 ÷ 매출액", "operating income ÷ revenue")]
    [InlineData("(current assets - inventories) / current liabilities", MeasureKind.Times,
        "(유동자산 − 재고자산) ÷ 유동부채", "(current assets − inventories) ÷ current liabilities")]
    [InlineData("365 * average inventories / cost of sales", MeasureKind.Days,
        "365 × 평균(전년 재고자산, 재고자산) ÷ 매출원가",
        "365 × average of (inventories of the year before, inventories) ÷ cost of sales")]
    [InlineData("영업이익 - (매출원가 - 재고자산)", MeasureKind.Money,
        "영업이익 − (매출원가 − 재고자산)", "operating income − (cost of sales − inventories)")]
    public void A_formula_is_shown_in_the_words_of_documents(string formula, MeasureKind kind, string korean, string english)
    {
        var read = OwnMeasures.Check(new OwnMeasure(["earning index"], formula, kind), []);

        Assert.Equal(new MeasureReading(korean, english), read);
    }

    [Theory]
    [InlineData("", "영업이익 / 매출", MeasureFlawKind.NameMissing, "")]
    [InlineData("영업이익률", "영업이익 / 매출", MeasureFlawKind.NameTaken, "영업이익률")]
    [InlineData("earning index, net sales", "영업이익 / 매출", MeasureFlawKind.NameTaken, "net sales")]
    [InlineData("earning index, Earning  indexes", "영업이익 / 매출", MeasureFlawKind.NameTaken, "earning index")]
    [InlineData("profit > loss", "영업이익 / 매출", MeasureFlawKind.NameUnusable, "profit > loss")]
    [InlineData("@our", "영업이익 / 매출", MeasureFlawKind.NameUnusable, "@our")]
    [InlineData("2024", "영업이익 / 매출", MeasureFlawKind.NameUnusable, "2024")]
    [InlineData("우리 지수", "", MeasureFlawKind.FormulaMissing, "")]
    [InlineData("우리 지수", "(영업이익 / 매출", MeasureFlawKind.BracketsUnbalanced, "")]
    [InlineData("우리 지수", "영업이익) / (매출", MeasureFlawKind.BracketsUnbalanced, "")]
    [InlineData("우리 지수", "영업이익 / 우주선", MeasureFlawKind.FigureUnknown, "우주선")]
    [InlineData("우리 지수", "revenue of the moon / equity", MeasureFlawKind.FigureUnknown, "revenue of the moon")]
    [InlineData("우리 지수", "영업이익 / 우리 지수", MeasureFlawKind.FigureUnknown, "우리 지수")]
    [InlineData("우리 지수", "2 * 3", MeasureFlawKind.WithoutFigures, "")]
    [InlineData("우리 지수", "영업이익 / / 매출", MeasureFlawKind.FormulaUnreadable, "")]
    [InlineData("우리 지수", "영업이익 /", MeasureFlawKind.FormulaUnreadable, "")]
    public void What_is_wrong_is_named(string names, string formula, MeasureFlawKind kind, string what)
    {
        var read = OwnMeasures.Check(new OwnMeasure(names.Split(','), formula, MeasureKind.Times), []);

        Assert.Equal(new MeasureFlaw(kind, what), read.Flaw);
    }

    [Fact]
    public void A_measure_is_made_of_others_that_stand_above_it_and_of_common_ones()
    {
        var doubled = new OwnMeasure(["double index"], "2 * earning index", MeasureKind.Times);
        var days = new OwnMeasure(["우리 주기"], "cash conversion cycle + 매출채권회전일수", MeasureKind.Days);

        var all = OwnMeasures.Require([Index, doubled, days]);
        var below = Assert.Throws<ProblemException>(() => OwnMeasures.Require([doubled, Index]));

        Assert.Equal(3, all.Count);
        Assert.Equal("measure_figure_unknown", below.Code);
        Assert.Contains("earning index", below.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_than_there_is_room_for_are_taken()
    {
        var many = Enumerable.Range(0, MeasureList.Most + 1).Select(i => Index with { Names = [$"지수 {i}"] });

        var refused = Assert.Throws<ProblemException>(() => OwnMeasures.Require([.. many]));

        Assert.Equal("measures_too_many", refused.Code);
    }
}
