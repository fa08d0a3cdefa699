using Preciso.Questions;

namespace Preciso.Grains.Questions.Answering;

/// <param name="Evidence">Empty where nothing was found that answers.</param>
public sealed record ExtractedAnswer(string Text, IReadOnlyList<Evidence> Evidence)
{
    public static ExtractedAnswer None { get; } = new(Answer.Unknown, []);
}
