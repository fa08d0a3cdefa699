using Preciso.Questions;

namespace Preciso.Web.Questions;

/// <summary>The conversation on the screen, oldest question first.</summary>
public sealed class Conversation
{
    private readonly List<Exchange> _exchanges = [];

    /// <summary>Null until its first question is on record.</summary>
    public Guid? ThreadId { get; set; }

    public string? Title { get; set; }

    /// <summary>Others read it and ask in it, too.</summary>
    public bool IsShared { get; set; }

    /// <summary>Leads to the questions before these.</summary>
    public string? Earlier { get; set; }

    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    public void Add(Exchange asked) => _exchanges.Add(asked);

    public void Remove(Exchange asked) => _exchanges.Remove(asked);

    /// <summary>The questions that came before those that are shown.</summary>
    public void Prepend(IEnumerable<Exchange> earlier) => _exchanges.InsertRange(0, earlier);

    /// <summary>What is kept of its latest questions: others' where they belong, and what came of those that waited.</summary>
    public void Take(IReadOnlyList<Exchange> latest)
    {
        foreach (var kept in latest)
        {
            var known = _exchanges.FindIndex(exchange => exchange.JobId == kept.JobId);
            if (known < 0)
            {
                var next = _exchanges.FindIndex(exchange => exchange.JobId is not { } job || job.CompareTo(kept.JobId!.Value) > 0);
                _exchanges.Insert(next < 0 ? _exchanges.Count : next, kept);
            }
            else if (_exchanges[known].Status == QuestionStatus.Pending)
            {
                _exchanges[known] = kept with { AskedAt = _exchanges[known].AskedAt };
            }
        }
    }

    /// <summary>Puts the next state of a question in place of the one before.</summary>
    public Exchange Replace(Exchange before, Exchange next)
    {
        _exchanges[_exchanges.IndexOf(before)] = next;
        return next;
    }
}
