namespace Preciso.Tests.Questions;

public sealed class MatchesTests
{
    [Theory]
    [InlineData("Net revenue was 4,713,500 in 2024.", "What was net revenue in 2024?", "Net revenue|2024")]
    [InlineData("2025년 3분기 매출액은 412억 원입니다.", "3분기 매출액이 얼마인가요?", "매출액")]
    [InlineData("Net sales came to 412 million won.", "매출액은?", "Net sales")]
    [InlineData("２０２５년 ＢＲＴ 노선의 승객은 1,234,567명이다.", "2025년 BRT 노선의 승객은?", "２０２５|ＢＲＴ|노선|승객")]
    [InlineData("The warranty for pumps ends after two years.", "When does the warranty for pumps end?", "warranty|pumps")]
    public void The_words_names_and_years_that_the_snippet_answers_to_are_told(string line, string question, string matched)
    {
        var evidence = Assert.Single(new Shelf().Add("report", heading: null, line).Ask(question).Evidence);

        Assert.Equal(matched, string.Join('|', evidence.Matches!.Select(match => evidence.Snippet.Substring(match.Start, match.Length))));
    }
}
