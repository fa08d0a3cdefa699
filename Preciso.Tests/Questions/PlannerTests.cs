using Preciso.Grains.Questions.Planning;

namespace Preciso.Tests.Questions;

public sealed class PlannerTests
{
    private readonly Planner _planner = new(Lexicon.Default);

    [Fact]
    public void A_thing_is_looked_for_under_all_its_names_in_both_languages()
    {
        var plan = _planner.Plan("What was operating profit?");

        var concept = Assert.Single(plan.Concepts);
        Assert.Equal("operating income", concept.Name);
        Assert.Contains("이익", plan.Terms.Keys);
        Assert.Contains("incom", plan.Terms.Keys);
    }

    [Fact]
    public void A_ratio_asks_for_the_rows_it_is_computed_from()
    {
        var plan = _planner.Plan("유동비율은 얼마인가요?");

        Assert.Equal(["current assets", "current liabilities"], plan.Subjects.Select(subject => subject.Name));
        Assert.Equal(["balance_sheet"], plan.Statements.Keys.Select(statement => statement.Name));
    }

    [Theory]
    [InlineData("What was Nordwind's revenue in FY2023?", "nordwind")]
    [InlineData("Does North Harbour sell phones?", "north harbour")]
    [InlineData("Nordwind Health의 매출액은?", "health")]
    [InlineData("Revenue of the group?", "")]
    public void Names_are_words_with_a_capital_inside_a_sentence(string question, string names)
    {
        var plan = _planner.Plan(question);

        Assert.Equal(names.Split(' ', StringSplitOptions.RemoveEmptyEntries), plan.Names);
    }

    [Theory]
    [InlineData("Revenue in FY2023 against 2022", new[] { 2022, 2023 })]
    [InlineData("2025년 3분기 매출액은?", new[] { 2025 })]
    [InlineData("How many of 1,999 parts?", new int[0])]
    public void Years_are_read_from_the_question(string question, int[] years)
    {
        var plan = _planner.Plan(question);

        Assert.Equal(years, plan.Years);
    }

    [Theory]
    [InlineData("연차휴가는 며칠인가요?", "annual leave")]
    [InlineData("프랑스의 수도는 어디인가?", "프랑 랑스, 수도")]
    [InlineData("What is the capital of France?", "capital")]
    [InlineData("How many days of annual leave do I have in 2026?", "day, annual leave")]
    [InlineData("영업이익률은 얼마나 증가했나요?", "operating margin")]
    [InlineData("How are you today?", "")]
    public void Key_words_are_what_a_question_is_about_without_names_years_and_question_words(string question, string words)
    {
        var plan = _planner.Plan(question);

        Assert.Equal(words, string.Join(", ", plan.KeyWords.Select(word => word.Concept?.Name ?? string.Join(' ', word.Terms))));
    }

    [Theory]
    [InlineData("안녕하세요")]
    [InlineData("Thank you very much!")]
    [InlineData("What is it?")]
    public void A_question_of_stop_words_looks_for_nothing(string question)
    {
        var plan = _planner.Plan(question);

        Assert.Empty(plan.Terms);
    }
}
