using Preciso.Questions;

namespace Preciso.Web.Questions;

/// <summary>What was asked since the console was opened, newest first.</summary>
public sealed class QuestionHistory
{
    private readonly List<AskedQuestion> _asked = [];

    public IReadOnlyList<AskedQuestion> Asked => _asked;

    public void Add(AskedQuestion question) => _asked.Insert(0, question);
}

public sealed record AskedQuestion(string Question, Answer Answer);
