using Preciso.Grains.Jobs;
using Preciso.Jobs;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

public static class QuestionJobs
{
    /// <summary>Answers a question.</summary>
    public static readonly JobKind Ask = new(AskQuestion.JobKind, Lane.Interactive, MaxAttempts: 3);

    /// <summary>Makes a document's vectors of meaning. An endpoint may be away for a while, and nobody waits.</summary>
    public static readonly JobKind Embed = new("embed_document", Lane.Batch, MaxAttempts: 20);
}
