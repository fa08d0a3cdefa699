using Preciso.Grains.Jobs;
using Preciso.Jobs;

namespace Preciso.Grains.Questions;

public static class QuestionJobs
{
    /// <summary>Answers a question.</summary>
    public static readonly JobKind Ask = new("ask", Lane.Interactive, MaxAttempts: 3);
}
