using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Questions.Planning;
using Preciso.Questions;

namespace Preciso.Tests.Questions;

public sealed class CalculationReaderTests
{
    private static readonly CalculationReader Reader = new(Lexicon.Default, Measures.Default);

    [Theory]
    [InlineData("What was Nordwind's revenue in FY2023?", AnswerShape.Value, "revenue", "2023")]
    [InlineData("Did Nordwind's operating profit fall between 2022 and 2023?", AnswerShape.Direction, "operating profit", "2022 2023")]
    [InlineData("How did gross margin change from 2022 to 2023?", AnswerShape.Change, "gross margin", "2022 2023")]
    [InlineData("Compare revenue in 2022 and 2023.", AnswerShape.Change, "revenue", "2022 2023")]
    [InlineData("Was working capital positive in 2023?", AnswerShape.Sign, "working capital", "2023")]
    [InlineData("2024년 영업이익률은 얼마야?", AnswerShape.Value, "영업이익률", "2024")]
    [InlineData("2024년 매출액은 전년보다 얼마나 늘었나요?", AnswerShape.Change, "매출액", "2024")]
    [InlineData("2024년 영업이익은 증가했나요?", AnswerShape.Direction, "영업이익", "2024")]
    [InlineData("2025년 3분기 매출액은 얼마인가요?", AnswerShape.Value, "매출액", "2025Q3")]
    [InlineData("2분기와 3분기 매출을 비교해줘", AnswerShape.Change, "매출", "Q2 Q3")]
    [InlineData("2024년 4분기와 2025년 1분기 매출을 비교해줘", AnswerShape.Change, "매출", "2024Q4 2025Q1")]
    [InlineData("2024년 상반기 영업이익률은?", AnswerShape.Value, "영업이익률", "2024H1")]
    [InlineData("What was revenue in the first half of 2023?", AnswerShape.Value, "revenue", "2023H1")]
    [InlineData("What was revenue in 2Q22?", AnswerShape.Value, "revenue", "2022Q2")]
    [InlineData("What was revenue in 2023Q2?", AnswerShape.Value, "revenue", "2023Q2")]
    [InlineData("Did revenue grow in the second quarter of 2023?", AnswerShape.Direction, "revenue", "2023Q2")]
    [InlineData("2021년, 2022년, 2023년 매출액은?", AnswerShape.Series, "매출액", "2021 2022 2023")]
    [InlineData("2021년부터 2024년까지 매출액은?", AnswerShape.Series, "매출액", "2021 2022 2023 2024")]
    [InlineData("What was revenue from 2020 to 2023?", AnswerShape.Series, "revenue", "2020 2021 2022 2023")]
    public void A_question_for_a_figure_says_which_of_when_and_how(string question, AnswerShape shape, string name, string years)
    {
        var read = Reader.Read(question)!;

        Assert.Equal((shape, name, years), (read.Shape, read.Name, string.Join(' ', read.Periods)));
    }

    [Theory]
    [InlineData("Answer in USD millions: what was revenue in 2023?", 1_000_000, null, false)]
    [InlineData("What was revenue in 2023 (in USD millions)?", 1_000_000, null, false)]
    [InlineData("Revenue in 2023? Round to two decimal places.", null, 2, false)]
    [InlineData("2024년 매출액은 억원 단위로 얼마인가요?", 100_000_000, null, false)]
    [InlineData("영업이익률은 2024년에 얼마인가요? 소수점 둘째 자리까지", null, 2, true)]
    [InlineData("영업이익률은 2024년에 얼마인가요? 소수점 2자리까지", null, 2, true)]
    public void It_says_in_what_it_wants_the_answer(string question, int? scale, int? decimals, bool percent)
    {
        var read = Reader.Read(question)!;

        Assert.Equal(new Wish(scale, decimals, percent), read.Wish);
    }

    [Theory]
    [InlineData("Why did revenue fall in 2023?")]
    [InlineData("Which segment had the highest revenue in 2023?")]
    [InlineData("2024년 매출액이 왜 줄었나요?")]
    [InlineData("부문별 매출액은?")]
    [InlineData("2025년 3분기 누적 매출액은 얼마인가요?")]
    [InlineData("2025년 5월 매출액은 얼마인가요?")]
    [InlineData("What was revenue in the nine months of 2023?")]
    [InlineData("What were days sales outstanding in the second quarter of 2023?")]
    [InlineData("Has the company paid dividends in 2022?")]
    [InlineData("When is the office open?")]
    [InlineData("안녕하세요")]
    [InlineData("")]
    public void What_asks_for_no_figure_of_a_year_is_left_to_the_text(string question) => Assert.Null(Reader.Read(question));

    [Theory]
    [InlineData("is defined as: revenue / total assets in 2023")]
    [InlineData("The 1 year average of revenue in 2023")]
    public void What_is_odd_is_still_read(string question) => Assert.NotEmpty(Reader.Read(question)!.Name);

    [Theory]
    [InlineData("The 0 year average of inventories in 2023 is defined as nothing")]
    [InlineData("The FY2023 ratio is defined as: 2 / 3.")]
    public void What_has_nothing_in_it_is_not_computed(string question) =>
        Assert.NotEqual(0, Reader.Read(question)?.Formula.Operands.Count() ?? 1);

    [Fact]
    public void A_definition_in_the_question_is_what_counts()
    {
        var read = Reader.Read(
            "What is the FY2021 return on assets for Nordwind? ROA is defined as: FY2021 net income / (average total assets between FY2020 "
            + "and FY2021). Round your answer to two decimal places.")!;

        Assert.Equal(("return on assets", MeasureKind.Times, true), (read.Name, read.Kind, read.IsDefined));
        Assert.Equal([2021, 2020, 2021], read.Formula.Operands.Select(operand => operand.Period!.Value.Year!.Value));
    }
}
