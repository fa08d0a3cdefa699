namespace Preciso.Tests.Questions;

public sealed class SegmentRowsTests
{
    private readonly Shelf _shelf = new Shelf()
        .Add(
            "annual report", "Our business",
            "Table 1. Revenue and operating profit by segment",
            "Revenue Operating profit",
            "Segment 2025 2024 2025 2024",
            "Pumps and Valves 98,340 84,260 15,920 11,640",
            "Medical Tools 25,110 21,600 4,150 2,760",
            "Group 123,450 105,860 20,070 14,400")
        .Add(
            "annual report", "Consolidated income statement",
            "2025 2024",
            "Revenue 123,450 105,860",
            "Operating profit 20,070 14,400")
        .Add(
            "실적 보고서", "부문별 실적",
            "매출액 영업이익",
            "부문 2025년 3분기 2024년 3분기 2025년 3분기 2024년 3분기",
            "의료기기 부품 6,580 5,410 1,080 720",
            "합계 47,350 42,180 6,180 4,750")
        .Add("실적 보고서", "손익계산서", "구분 2025년 3분기 2024년 3분기", "매출액 47,350 42,180", "영업이익 6,180 4,750");

    [Theory]
    [InlineData("What was the operating profit of Medical Tools in 2025?", "Medical Tools 25,110 21,600 4,150 2,760")]
    [InlineData("의료기기 부품의 영업이익은 얼마인가요?", "의료기기 부품 6,580 5,410 1,080 720")]
    public void A_question_that_names_a_segment_is_answered_by_its_row_and_not_by_the_total(string question, string row)
    {
        var answer = _shelf.Ask(question);

        Assert.Contains(row, answer.Text);
        Assert.DoesNotContain("20,070", answer.Text);
        Assert.DoesNotContain("6,180", answer.Text);
    }

    [Fact]
    public void A_row_is_quoted_under_what_its_columns_show()
    {
        var answer = _shelf.Ask("What was the operating profit of Medical Tools in 2025?");

        Assert.Contains("Revenue Operating profit Segment 2025 2024 2025 2024\nMedical Tools", answer.Text);
    }

    [Fact]
    public void Without_a_segment_the_total_answers()
    {
        var answer = _shelf.Ask("What was the operating profit in 2025?");

        Assert.Contains("Operating profit 20,070 14,400", answer.Text);
        Assert.DoesNotContain("Medical Tools", answer.Text);
    }
}
