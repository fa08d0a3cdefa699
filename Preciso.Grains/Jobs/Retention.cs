using System.ComponentModel.DataAnnotations;
using Dapper;
using Microsoft.Extensions.Options;
using Preciso.Grains.Core;
using Preciso.Grains.Storage;

namespace Preciso.Grains.Jobs;

/// <summary>Settings under <c>Preciso:Retention</c>. The audit trail is kept for good.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Preciso:Retention";

    /// <summary>Jobs that ended are kept so long, with their steps and results; the latest job of a document is kept while it is.</summary>
    [Range(1, 36500)]
    public int JobDays { get; set; } = 365;

    /// <summary>Events are kept so long, and in any case until every consumer has them.</summary>
    [Range(1, 36500)]
    public int EventDays { get; set; } = 365;
}

/// <summary>Removes what has been kept for long enough.</summary>
public sealed class Retention(Database database, IOptions<RetentionOptions> options) : IChore
{
    public string Name => "retention";

    public TimeSpan Every => TimeSpan.FromHours(12);

    public Task Run(CancellationToken cancel) => database.Across(
        connection => connection.ExecuteAsync(
            "SELECT forget_old(@jobs, @events)",
            new { jobs = TimeSpan.FromDays(options.Value.JobDays), events = TimeSpan.FromDays(options.Value.EventDays) }),
        cancel);
}
