namespace Preciso.Grains.Storage;

/// <summary>One thing to tell, and its form on the wire: <c>sender;flags;stopped job,…;tenant/document/job/user/thread,…</c>.</summary>
internal sealed record Notice(IReadOnlyCollection<Change> Changes, IReadOnlyCollection<Guid> Stopped, bool Jobs, bool Events)
{
    public const string Channel = "preciso";

    /// <summary>A payload has at most 8,000 bytes: 48 changes of 166 at most.</summary>
    private const int ChangesAPayload = 48;

    public bool IsEmpty => Changes.Count == 0 && Stopped.Count == 0 && !Jobs && !Events;

    /// <summary>As few payloads as carry it all, each change once.</summary>
    public static IEnumerable<string> Payloads(string sender, IReadOnlyList<Notice> burst)
    {
        var flags = $"{(burst.Any(notice => notice.Jobs) ? "j" : "")}{(burst.Any(notice => notice.Events) ? "e" : "")}";
        var changes = burst.SelectMany(notice => notice.Changes).Distinct()
            .Select(change => $"{change.TenantId:N}/{change.DocumentId:N}/{change.JobId:N}/{change.UserId:N}/{change.ThreadId:N}");
        var stopped = burst.SelectMany(notice => notice.Stopped).Distinct().Select(job => job.ToString("N"));
        yield return $"{sender};{flags};;";
        foreach (var some in stopped.Chunk(ChangesAPayload))
        {
            yield return $"{sender};;{string.Join(',', some)};";
        }
        foreach (var some in changes.Chunk(ChangesAPayload))
        {
            yield return $"{sender};;;{string.Join(',', some)}";
        }
    }

    /// <summary>Null for one's own.</summary>
    public static Notice? Parse(string payload, string except)
    {
        var parts = payload.Split(';');
        return parts[0] == except ? null : new Notice(
            [.. List(parts[3]).Select(ParseChange)], [.. List(parts[2]).Select(Guid.Parse)],
            parts[1].Contains('j', StringComparison.Ordinal), parts[1].Contains('e', StringComparison.Ordinal));
    }

    private static string[] List(string joined) => joined.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Change ParseChange(string change)
    {
        var ids = change.Split('/');
        return new Change(Guid.Parse(ids[0]), ParseOrNull(ids[1]), ParseOrNull(ids[2]), At(3), At(4));

        // An older version says less.
        Guid? At(int place) => ids.Length > place ? ParseOrNull(ids[place]) : null;
    }

    private static Guid? ParseOrNull(string id) => id.Length == 0 ? null : Guid.Parse(id);
}
