using System.Globalization;
using Microsoft.AspNetCore.Components;
using Preciso.Audit;

namespace Preciso.Web.Audit;

/// <summary>A search of the audit trail as it stands in the address of its page. Half an id finds nothing yet and is left out.</summary>
/// <param name="From">The first day, where the person is.</param>
/// <param name="To">The last day, where the person is.</param>
public sealed record AuditSearch(
    string? Person = null, string? Action = null, string? Outcome = null, string? Document = null, string? Job = null, string? From = null,
    string? To = null)
{
    public AuditFilter Filter(TimeZoneInfo? zone) => new(
        Parse(Person), Parse(Job), Parse(Document), Action ?? "", Snake.TryParse<AuditOutcome>(Outcome, out var outcome) ? outcome : null,
        From: Day(From) is { } from ? Midnight(from, zone) : null, To: Day(To) is { } to ? Midnight(to.AddDays(1), zone) : null);

    public string ToAddress()
    {
        var parts = new (string Name, string? Value)[]
        {
            ("person", Person), ("action", Action), ("outcome", Outcome), ("document", Document), ("job", Job), ("from", From), ("to", To),
        };
        var given = parts.Where(part => !string.IsNullOrWhiteSpace(part.Value))
            .Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!.Trim())}");
        return "/audit" + (given.Any() ? "?" + string.Join('&', given) : "");
    }

    /// <summary>Where the gateway gives out the same lines as CSV.</summary>
    public string ExportAddress(NavigationManager navigation, TimeZoneInfo? zone)
    {
        var filter = Filter(zone);
        return navigation.GetUriWithQueryParameters("/api/v1/audit/export", new Dictionary<string, object?>
        {
            ["user_id"] = filter.UserId,
            ["action"] = string.IsNullOrEmpty(Action) ? null : Action,
            ["outcome"] = filter.Outcome is { } outcome ? Snake.Case(outcome) : null,
            ["document_id"] = filter.DocumentId,
            ["job_id"] = filter.JobId,
            ["from"] = filter.From?.ToString("O", CultureInfo.InvariantCulture),
            ["to"] = filter.To?.ToString("O", CultureInfo.InvariantCulture),
        });
    }

    public static bool IsHalf(string? id) => !string.IsNullOrWhiteSpace(id) && Parse(id) is null;

    private static Guid? Parse(string? id) => Guid.TryParse(id?.Trim(), out var parsed) ? parsed : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? day : null;

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo? zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, (zone ?? TimeZoneInfo.Utc).GetUtcOffset(midnight)).ToUniversalTime();
    }
}
