using Preciso.Jobs;

namespace Preciso.Questions;

public sealed record ThreadRenamed(Guid ThreadId) : IEvent
{
    public static string EventName => "threads.renamed";
}

public sealed record ThreadDeleted(Guid ThreadId) : IEvent
{
    public static string EventName => "threads.deleted";
}

/// <summary>The note is not in it: it may quote what a document says.</summary>
public sealed record AnswerRated(Guid JobId, bool Helpful, RatingReason? Reason) : IAboutJob
{
    public static string EventName => "answers.rated";
}

public sealed record AnswerPolicyChanged(
    int Version, bool Cache, bool Rerank, bool Compress, IReadOnlyList<WithheldField> Withheld) : IEvent
{
    public static string EventName => "answer_policies.changed";
}

public sealed record MeasuresChanged(int Version, IReadOnlyList<OwnMeasure> Items) : IEvent
{
    public static string EventName => "measures.changed";
}
