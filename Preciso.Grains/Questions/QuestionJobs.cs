using Preciso.Grains.Jobs;
using Preciso.Jobs;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

public static class QuestionJobs
{
    /// <summary>Answers a question.</summary>
    public static readonly JobKind Ask = new(AskQuestion.JobKind, Lane.Interactive, MaxAttempts: 3);
}
