using Orleans;

namespace Preciso.Questions;

/// <summary>
/// A conversation. Its key is the thread id. Its owner names it, shares it and removes it; with whom it is shared reads it and asks in it.
/// </summary>
[Alias("preciso.threads")]
public interface IThreadGrain : IGrain
{
    [Alias("threads.rename")]
    Task<ThreadView> Rename(RenameThread command);

    /// <summary>Takes it off everybody's list for good. The jobs of its questions stay on record.</summary>
    [Alias("threads.delete")]
    Task<ThreadView> Delete(DeleteThread command);

    /// <summary>
    /// Lets a person or a team read it and ask in it, each with their own permissions: of an answer they see what stands on documents that
    /// they may read themselves.
    /// </summary>
    [Alias("threads.share")]
    Task<ThreadView> Share(ShareThread command);

    /// <summary>It is gone for them with their next request.</summary>
    [Alias("threads.unshare")]
    Task<ThreadView> Unshare(UnshareThread command);

    /// <summary>Takes it off the list of a caller with whom it is shared.</summary>
    [Alias("threads.leave")]
    Task<ThreadView> Leave(LeaveThread command);
}

public sealed record RenameThread(string Title)
{
    public const int LongestTitle = 200;
}

public sealed record DeleteThread;

/// <summary>Exactly one of the two is given.</summary>
public sealed record ShareThread(Guid? UserId, Guid? TeamId);

/// <summary>Exactly one of the two is given.</summary>
public sealed record UnshareThread(Guid? UserId, Guid? TeamId);

public sealed record LeaveThread;
