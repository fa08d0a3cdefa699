namespace Preciso;

/// <summary>Something that happened to a grain, told to the world after it was committed.</summary>
public interface IEvent
{
    /// <summary>The stable name under which it is stored and published, for example <c>documents.uploaded</c>.</summary>
    static abstract string EventName { get; }

    /// <summary>Raised when the meaning of a field changes or one goes; a new optional field leaves it.</summary>
    static virtual int EventVersion => 1;
}

/// <summary>An event about a document; its audit line is found by the document.</summary>
public interface IAboutDocument : IEvent
{
    Guid DocumentId { get; }
}

/// <summary>An event about a job; its audit line is found by the job.</summary>
public interface IAboutJob : IEvent
{
    Guid JobId { get; }
}
