namespace Preciso;

/// <summary>Something that happened to a grain, told to the world after it was committed.</summary>
public interface IEvent
{
    /// <summary>The stable name under which it is stored and published, for example <c>documents.uploaded</c>.</summary>
    static abstract string EventName { get; }
}
