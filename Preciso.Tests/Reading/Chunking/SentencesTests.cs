using Preciso.Reading.Chunking;

namespace Preciso.Tests.Reading.Chunking;

/// <summary>Issue 12: a sentence was cut at a full stop inside a date or an abbreviation.</summary>
public sealed class SentencesTests
{
    [Theory]
    [InlineData("임대 기간은 2024. 3. 1.부터 2026. 2. 28.까지이다.|관리비는 매월 25일에 낸다.")]
    [InlineData("이 규정은 2025. 1. 15. 개정하여 2025. 2. 1.부터 시행한다.|담당자는 No. 12 창고를 관리한다.")]
    [InlineData("지원 한도는 120만원(법 제3조 제2항 제1호.)이며 초과분은 본인이 낸다.|끝.")]
    [InlineData("제3조. 목적은 다음과 같다.|1. 안전을 지킨다.|2.1. 점검한다.|가. 매일 본다.")]
    [InlineData("It was founded by Mr. Kim and Hanbit Co. Ltd. Korea in the U.S. District.|The plant opened on Dec. 31, 2024.|Sales rose.")]
    [InlineData("See e.g. Note 12 and Fig. 3 of Vol. II.|It closed at 3 p.m. Friday.")]
    [InlineData("Margin was 12.5 percent.|\"It grew.\"|Was it so?|Yes!|Done.")]
    [InlineData("계약은 '24. 5. 1.에 체결하였다.|잔금은 24. 6. 30. 지급한다.")]
    [InlineData("It shipped 310 units in 2024.|Sales rose.")]
    public void A_sentence_ends_at_its_own_stop(string sentences)
    {
        var text = sentences.Replace('|', ' ');
        var starts = Sentences.Ends(text).Prepend(0).ToList();

        Assert.Equal(sentences.Split('|'), starts.Zip(starts.Skip(1).Append(text.Length), (from, to) => text[from..to].Trim()));
    }

    [Theory]
    [InlineData("Amounts are those of Hanbit Inc.", false)]
    [InlineData("2024. 12. 31.", false)]
    [InlineData("The following were due.", true)]
    [InlineData("(the same was said.)", true)]
    [InlineData("Balance sheet", false)]
    public void A_line_ends_a_sentence_or_does_not(string line, bool ends) => Assert.Equal(ends, Sentences.IsEnded(line));

    [Fact]
    public void An_excerpt_leaves_nothing_out_of_a_date_or_an_amount()
    {
        Assert.Equal("임대 기간은 언제까지 정한다 …", Excerpt.Cut("임대 기간은 언제까지 정한다 2026. 2. 28. 그 뒤", 22));
        Assert.Equal("Sales came to a total of …", Excerpt.Cut("Sales came to a total of $ 310 million in all", 31));
    }
}
