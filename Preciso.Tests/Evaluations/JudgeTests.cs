using Preciso.Documents;
using Preciso.Evaluations;
using Preciso.Grains.Evaluations.Judging;
using Preciso.Questions;

namespace Preciso.Tests.Evaluations;

public sealed class JudgeTests
{
    private static readonly Guid Report = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();

    [Theory]
    [InlineData("지급 기한은 30일 이내입니다.", "30일이내")]
    [InlineData("The total assets are 209,000.", "Total  Assets")]
    [InlineData("It is Yoon Tae-hyun.", "Yoon Tae-hyun.")]
    [InlineData("창세기에 적혀 있다", "창세기")]
    public void An_expected_text_is_found_however_it_is_spaced_and_cased(string text, string expected)
    {
        Assert.True(SaidText.Has(text, expected));
    }

    [Theory]
    [InlineData("It is 18.74.", "8.74")]
    [InlineData("It is 8.745.", "8.74")]
    [InlineData("The totality of it", "total")]
    [InlineData("매출액은 늘었다", "영업이익")]
    [InlineData("anything", " ")]
    public void A_part_of_a_word_or_number_is_no_expected_text(string text, string expected)
    {
        Assert.False(SaidText.Has(text, expected));
    }

    [Fact]
    public void The_strictest_that_is_expected_decides()
    {
        var answer = Said("매출액은 47,350백만원입니다.", ("매출액 47,350", Report, 2));

        var byFigure = Judge.Try(Expect(text: "다른 말", values: ["47,350백만원"], place: new(Other, [])), answer);
        var byText = Judge.Try(Expect(text: "다른 말", place: new(Report, [2])), answer);
        var byPlace = Judge.Try(Expect(place: new(Report, [2])), answer);
        var elsewhere = Judge.Try(Expect(place: new(Report, [3])), answer);

        Assert.Equal((true, true, false), (byFigure.IsRight, byFigure.Numeric, byFigure.Exact));
        Assert.Equal((false, 1), (byText.IsRight, byText.Rank));
        Assert.True(byPlace.IsRight);
        Assert.Equal((false, null), (elsewhere.IsRight, elsewhere.Rank));
    }

    [Fact]
    public void Nothing_is_the_right_answer_where_none_is_expected()
    {
        var silent = new Answer(false, Answer.Unknown, [], Guid.Empty, new AnswerTimings(0, 0, 3));
        var unanswerable = new Expectation("?", null, [], [], Unanswerable: true);
        var (abstained, said) = (Judge.Try(unanswerable, silent), Judge.Try(unanswerable, Said("30", ("30", Report, 1))));

        Assert.Equal((true, true), (abstained.IsRight, abstained.Abstained));
        Assert.Equal((false, false), (said.IsRight, said.Abstained));
        Assert.False(Judge.Try(Expect(text: "모름"), silent).IsRight); // what an unanswered question says is no answer
        Assert.False(Judge.Try(Expect(values: ["3"]), null).IsRight); // nor can one be given that could not be asked
    }

    [Fact]
    public void A_right_page_counts_by_its_place_among_the_evidence()
    {
        var answer = Said("x 1", ("x 1", Other, 2), ("x 1", Report, 1), ("x 1", Report, 2));

        Assert.Equal(3, Judge.Rank([new(Report, [2, 9])], answer.Evidence));
        Assert.Equal(2, Judge.Rank([new(Report, [])], answer.Evidence));
        Assert.Null(Judge.Rank([new(Report, [7])], answer.Evidence));
    }

    [Fact]
    public void An_answer_is_faithful_when_its_figures_are_printed_in_its_evidence_its_derivation_or_the_question()
    {
        var said = Said("In 2024 the margin was 12.0%.", ("505 of 4,210", Report, 1));
        var derived = said with { Derivation = [new AnswerStatement("505 ÷ 4,210 = 12.0%", [1], [])] };
        var bare = derived with { Statements = [new AnswerStatement("The margin was 12.0%.", [], [])] };

        Assert.True(Judge.IsFaithful("Margin in 2024?", derived));
        Assert.False(Judge.IsFaithful("Margin?", derived)); // nothing prints the year
        Assert.False(Judge.IsFaithful("Margin in 2024?", said)); // nor the share
        Assert.False(Judge.IsFaithful("Margin in 2024?", bare)); // a statement that stands on nothing
    }

    [Fact]
    public void Scores_count_what_can_be_told_of_a_case_only()
    {
        var answer = Said("47,350", ("47,350", Report, 1), ("47,350", Other, 1));
        var silent = new Answer(false, Answer.Unknown, [], Guid.Empty, new AnswerTimings(0, 0, 3));
        Verdict[] verdicts =
        [
            Judge.Try(Expect(values: ["47,350"], place: new(Other, [1])), answer),
            Judge.Try(Expect(values: ["99"]), silent),
            Judge.Try(new Expectation("?", null, [], [], Unanswerable: true), silent),
        ];

        var scores = Scores.Measure(verdicts);

        Assert.Equal(new RunMetrics(3, 2, 1, 0.5, null, 0.5, 0.5, 1, 1, 3), scores);
    }

    private static Expectation Expect(string? text = null, string[]? values = null, CasePages? place = null) =>
        new("?", text, values ?? [], place is null ? [] : [place], false);

    private static Answer Said(string text, params (string Snippet, Guid Document, int Page)[] evidence) => new(
        true, text,
        [.. evidence.Select(piece => new Evidence(piece.Document, "a", piece.Page, piece.Snippet, [], ReadingMethod.TextLayer, 1, 1))],
        Guid.CreateVersion7(), new AnswerTimings(1, 1, 7), [new AnswerStatement(text, [1], [])]);
}
