namespace Preciso.Web.Questions;

/// <summary>The conversation on the screen, oldest question first.</summary>
public sealed class Conversation
{
    private readonly List<Exchange> _exchanges = [];

    /// <summary>Null until its first question is on record.</summary>
    public Guid? ThreadId { get; set; }

    public string? Title { get; set; }

    /// <summary>Leads to the questions before these.</summary>
    public string? Earlier { get; set; }

    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    public void Add(Exchange asked) => _exchanges.Add(asked);

    public void Remove(Exchange asked) => _exchanges.Remove(asked);

    /// <summary>The questions that came before those that are shown.</summary>
    public void Prepend(IEnumerable<Exchange> earlier) => _exchanges.InsertRange(0, earlier);

    /// <summary>Puts the next state of a question in place of the one before.</summary>
    public Exchange Replace(Exchange before, Exchange next)
    {
        _exchanges[_exchanges.IndexOf(before)] = next;
        return next;
    }
}
