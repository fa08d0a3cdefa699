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

public sealed record ThreadShared(Guid ThreadId, Guid? UserId, Guid? TeamId) : IEvent
{
    public static string EventName => "threads.shared";
}

public sealed record ThreadUnshared(Guid ThreadId, Guid? UserId, Guid? TeamId) : IEvent
{
    public static string EventName => "threads.unshared";
}

/// <summary>A person with whom it was shared wants to see it no longer.</summary>
public sealed record ThreadLeft(Guid ThreadId, Guid UserId) : IEvent
{
    public static string EventName => "threads.left";
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
