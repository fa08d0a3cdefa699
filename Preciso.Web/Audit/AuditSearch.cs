using System.Globalization;
using Microsoft.AspNetCore.Components;
using Preciso.Audit;

namespace Preciso.Web.Audit;

/// <summary>What the person is looking for, as they entered it.</summary>
public sealed class AuditSearch
{
    public Guid? UserId { get; set; }

    public string Action { get; set; } = "";

    public AuditOutcome? Outcome { get; set; }

    public string DocumentId { get; set; } = "";

    public string JobId { get; set; } = "";

    /// <summary>The first day, where the person is.</summary>
    public DateOnly? From { get; set; }

    /// <summary>The last day, where the person is.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Half an id finds nothing yet and is left out.</summary>
    public AuditFilter Filter(TimeZoneInfo? zone) => new(
        UserId, Parse(JobId), Parse(DocumentId), Action, Outcome, From: From is { } from ? Midnight(from, zone) : null,
        To: To is { } to ? Midnight(to.AddDays(1), zone) : null);

    /// <summary>Where the gateway gives out the same lines as CSV.</summary>
    public string ExportAddress(NavigationManager navigation, TimeZoneInfo? zone)
    {
        var filter = Filter(zone);
        return navigation.GetUriWithQueryParameters("/api/v1/audit/export", new Dictionary<string, object?>
        {
            ["user_id"] = filter.UserId,
            ["action"] = Action.Length == 0 ? null : Action,
            ["outcome"] = Outcome is { } outcome ? Snake.Case(outcome) : null,
            ["document_id"] = filter.DocumentId,
            ["job_id"] = filter.JobId,
            ["from"] = filter.From?.ToString("O", CultureInfo.InvariantCulture),
            ["to"] = filter.To?.ToString("O", CultureInfo.InvariantCulture),
        });
    }

    public static bool IsHalf(string id) => id.Trim().Length > 0 && Parse(id) is null;

    private static Guid? Parse(string id) => Guid.TryParse(id.Trim(), out var parsed) ? parsed : null;

    private static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo? zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, (zone ?? TimeZoneInfo.Utc).GetUtcOffset(midnight)).ToUniversalTime();
    }
}
