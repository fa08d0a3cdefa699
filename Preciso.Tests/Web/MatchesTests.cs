using Preciso.Web.Questions;

namespace Preciso.Tests.Web;

public sealed class MatchesTests
{
    [Theory]
    [InlineData("Net revenue was 4,713,500 in 2024.", "What was net revenue in 2024?", "Net|revenue|2024")]
    [InlineData("2025년 3분기 매출액은 412억 원입니다.", "3분기 매출액이 얼마인가요?", "3분기|매출액")]
    [InlineData("매출원가 1,000", "매출액은?", "매출")]
    [InlineData("Total 1,234.5", "1,234.5?", "1,234.5")]
    [InlineData("nothing in common", "매출액은?", "")]
    [InlineData("", "매출액은?", "")]
    public void The_words_of_the_question_are_marked(string snippet, string question, string marked)
    {
        var pieces = Matches.Mark(snippet, question).ToList();

        Assert.Equal(snippet, string.Concat(pieces.Select(piece => piece.Text)));
        Assert.Equal(marked, string.Join('|', pieces.Where(piece => piece.Matches).Select(piece => piece.Text)));
    }
}
