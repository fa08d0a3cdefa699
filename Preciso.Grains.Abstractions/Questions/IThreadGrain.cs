using Orleans;

namespace Preciso.Questions;

/// <summary>A conversation. Its key is the thread id; it is there for its owner alone.</summary>
[Alias("preciso.threads")]
public interface IThreadGrain : IGrain
{
    [Alias("threads.rename")]
    Task<ThreadView> Rename(RenameThread command);

    /// <summary>Takes it off its owner's list for good. The jobs of its questions stay on record.</summary>
    [Alias("threads.delete")]
    Task<ThreadView> Delete(DeleteThread command);
}

public sealed record RenameThread(string Title)
{
    public const int LongestTitle = 200;
}

public sealed record DeleteThread;
