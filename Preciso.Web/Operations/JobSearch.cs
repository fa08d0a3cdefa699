using System.Globalization;
using Preciso.Jobs;

namespace Preciso.Web.Operations;

/// <summary>A search for jobs as it stands in the address of its page. What is no id, state or time there finds nothing else.</summary>
public sealed record JobSearch(
    string? Job = null, string? Document = null, string? Person = null, string? State = null, string? Kind = null, string? Error = null,
    string? From = null, string? To = null, string? Lane = null, string? By = null)
{
    /// <summary>States that went wrong, as <see cref="State"/> names several.</summary>
    public const string Unhappy = "failed,dead_letter";

    /// <summary><see cref="From"/> and <see cref="To"/> say when a job ended, and not when it was added.</summary>
    public const string Ended = "ended";

    public DateTimeOffset? FromTime => Time(From);

    public DateTimeOffset? ToTime => Time(To);

    public JobFilter ToFilter() => new(
        null, Empty(Kind), Id(Document), UserId: Id(Person), JobId: Id(Job), From: FromTime, To: ToTime, Everybody: true,
        ErrorCode: Empty(Error), States: States, Lane: Snake.TryParse<Lane>(Lane, out var lane) ? lane : null, ByEnd: By == Ended);

    public string ToAddress()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("job", Job), ("document", Document), ("person", Person), ("state", State), ("lane", Lane), ("kind", Kind), ("error", Error),
            ("by", By), ("from", From), ("to", To),
        };
        var given = parts.Where(part => Empty(part.Value) is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!.Trim())}");
        return "/operations/jobs" + (given.Any() ? "?" + string.Join('&', given) : "");
    }

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Whether a text could be the id of anything; an empty one is no id asked for.</summary>
    public static bool IsId(string? text) => Empty(text) is null || Guid.TryParse(text, out _);

    private IReadOnlyList<JobState>? States
    {
        get
        {
            var names = Enum.GetValues<JobState>().ToDictionary(state => Snake.Case(state));
            JobState[] known = [.. (State ?? "").Split(',').Where(names.ContainsKey).Select(name => names[name])];
            return known.Length > 0 ? known : null;
        }
    }

    private static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // An id that cannot be one finds nothing, rather than everything.
    private static Guid? Id(string? text) => Empty(text) is not { } given ? null : Guid.TryParse(given, out var id) ? id : Guid.Empty;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
