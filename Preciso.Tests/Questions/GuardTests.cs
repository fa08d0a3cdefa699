using Preciso.Questions;

namespace Preciso.Tests.Questions;

public sealed class GuardTests
{
    private readonly Shelf _shelf = new Shelf()
        .Add(
            "nordwind annual report", "Bottling",
            "Our agents work in Peru (federal capital of Lima) and Chile.",
            "We buy glass from makers in Belgium, France, Germany and Spain.",
            "The plants use gas to make bottles, and water to clean them.")
        .Add(
            "nordwind annual report", "Officers",
            "Anna Berg has been chief executive officer since 2019.",
            "Before, Carl Holm was a manager at Microsoft.")
        .Add("취업규칙", "휴가", "연차휴가는 첫해 15일이며, 사용 3일 전까지 팀장에게 신청합니다.", "프랑스 지사는 현지 규정을 따릅니다.");

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("what is the capital of france?")]
    [InlineData("Who is the CEO of Microsoft?")]
    [InlineData("who is the ceo of microsoft")]
    [InlineData("How do plants make oxygen?")]
    [InlineData("What was Tesla's revenue in 2023?")]
    [InlineData("How many elephants live in Nordwind's plants?")]
    [InlineData("Good day, how are you today?")]
    [InlineData("프랑스의 수도는 어디인가?")]
    [InlineData("육아휴직은 며칠인가요?")]
    public void What_only_has_words_of_the_question_is_no_answer(string question)
    {
        var answer = _shelf.Ask(question);

        Assert.Equal(Answer.Unknown, answer.Text);
        Assert.Empty(answer.Evidence);
    }

    [Theory]
    [InlineData("Who is the CEO of Nordwind?", "Anna Berg")]
    [InlineData("From where do we buy glass?", "Belgium")]
    [InlineData("What is the capital of Peru?", "Lima")]
    [InlineData("what do the plants use water for", "clean")]
    [InlineData("연차휴가는 며칠인가요?", "15일")]
    [InlineData("휴가는 누구에게 신청하나요?", "팀장")]
    public void What_speaks_of_the_question_is_quoted(string question, string expected)
    {
        var answer = _shelf.Ask(question);

        Assert.Contains(expected, answer.Text);
        Assert.NotEmpty(answer.Evidence);
    }

    [Fact]
    public void In_a_single_document_words_are_not_too_common_to_count()
    {
        var alone = new Shelf().Add("memo", heading: null, "The warranty for pumps ends after two years.");

        var answer = alone.Ask("When does the warranty for pumps end?");

        Assert.Contains("two years", answer.Text);
    }
}
